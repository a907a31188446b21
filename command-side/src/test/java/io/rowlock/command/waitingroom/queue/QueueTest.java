package io.rowlock.command.waitingroom.queue;

import static io.rowlock.command.waitingroom.queue.Keeping.POLICY;
import static io.rowlock.command.waitingroom.queue.Keeping.SETTINGS;
import static io.rowlock.command.waitingroom.queue.Keeping.buyer;
import static io.rowlock.command.waitingroom.queue.Keeping.buyers;
import static io.rowlock.command.waitingroom.queue.Keeping.opening;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.waitingroom.RoomPolicy;
import io.rowlock.command.platform.redis.RedisAway;
import io.rowlock.command.platform.redis.RedisConnections;
import io.rowlock.command.waitingroom.queue.Place.Admitted;
import io.rowlock.command.waitingroom.queue.Place.Full;
import io.rowlock.command.waitingroom.queue.Place.NotQueued;
import io.rowlock.command.waitingroom.queue.Place.Prequeue;
import io.rowlock.command.waitingroom.queue.Place.Waiting;
import io.rowlock.command.waitingroom.queue.Steps.Round;
import io.rowlock.command.waitingroom.queue.Steps.Step;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.fairness.QueueProof;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Places, turns and admissions on a real Redis. */
@OnRealServers
class QueueTest {
    private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    private static final Duration SILENCE = Duration.ofMillis(1_300);
    private static final BuyerId ANNA = new BuyerId("anna");
    private static final BuyerId BEN = new BuyerId("ben");
    private static final BuyerId CARL = new BuyerId("carl");

    private final RedisConnections redis;
    private final Keeping keeping;
    private final Queue queue;
    private Room room;

    QueueTest(Corner corner) {
        redis = new RedisConnections(corner);
        keeping = new Keeping(redis, SETTINGS);
        queue = keeping.queue;
        room = Keeping.room("sch-0", tomorrow, POLICY);
    }

    @BeforeEach
    void have_a_room_of_its_own(TestInfo test) {
        room = Keeping.room(shortName(test), tomorrow, POLICY);
        keeping.steps.establish(room);
    }

    private static String shortName(TestInfo test) {
        var name = test.getTestMethod().orElseThrow().getName();
        return name.substring(0, Math.min(64, name.length()));
    }

    @AfterEach
    void hang_up() {
        redis.close();
    }

    // --- entering

    @Test
    void anna_and_ben_get_places_in_the_order_in_which_they_come() {
        assertThat(queue.enter(room, ANNA)).isEqualTo(new Prequeue(0, receiptOf(ANNA)));
        assertThat(queue.enter(room, BEN)).isEqualTo(new Prequeue(1, receiptOf(BEN)));
    }

    @Test
    void anna_who_enters_twice_has_one_place() {
        queue.enter(room, ANNA);
        queue.enter(room, BEN);

        assertThat(queue.enter(room, ANNA)).isEqualTo(new Prequeue(0, receiptOf(ANNA)));
        assertThat(queue.servingNow(room).waiting()).isEqualTo(2);
    }

    @Test
    void who_never_entered_has_no_place() {
        assertThat(queue.place(room, ANNA)).isEqualTo(new NotQueued());
    }

    @Test
    void one_more_than_there_is_room_for_is_turned_away_and_may_come_when_somebody_left() {
        var small = Keeping.with(room, capacity(2));
        queue.enter(small, ANNA);
        queue.enter(small, BEN);

        assertThat(queue.enter(small, CARL)).isEqualTo(new Full());
        assertThat(queue.enter(small, ANNA)).isInstanceOf(Prequeue.class);

        queue.leave(small, BEN);
        assertThat(queue.enter(small, CARL)).isInstanceOf(Prequeue.class);
    }

    @Test
    void before_the_opening_anna_who_leaves_and_comes_back_is_where_she_was() {
        queue.enter(room, ANNA);
        queue.enter(room, BEN);

        assertThat(queue.leave(room, ANNA)).isTrue();
        assertThat(queue.place(room, ANNA)).isEqualTo(new NotQueued());
        assertThat(queue.leave(room, ANNA)).isFalse();

        assertThat(queue.enter(room, ANNA)).isEqualTo(new Prequeue(0, receiptOf(ANNA)));
    }

    @Test
    void after_the_opening_anna_who_left_begins_at_the_end() {
        queue.enter(room, ANNA);
        queue.enter(room, BEN);
        queue.leave(room, ANNA);
        var open = keeping.drawn(room);
        queue.enter(open, CARL);

        assertThat(queue.enter(open, ANNA)).isEqualTo(new Waiting(3, 3, 3, 3, receiptOf(ANNA)));
    }

    @Test
    void in_a_room_that_redis_does_not_know_nothing_is_said() {
        var unknown = Keeping.inRound(room, 7);

        assertThatThrownBy(() -> queue.enter(unknown, ANNA)).isInstanceOf(RedisAway.class);
        assertThatThrownBy(() -> queue.place(unknown, ANNA)).isInstanceOf(RedisAway.class);
        assertThat(keeping.steps.tend(unknown, 0)).isEqualTo(new Round.Absent());
    }

    @Test
    void a_room_of_which_redis_has_thrown_a_part_away_is_not_there_and_the_others_are() {
        for (var part : List.of("places", "place-of", "buyer-at")) {
            var broken = Keeping.room("without-" + part, tomorrow, POLICY);
            keeping.steps.establish(broken);
            queue.enter(broken, ANNA);
            assertThat(keeping.steps.tend(broken, 0)).isInstanceOf(Round.Gathering.class);

            redis.raw().delete(redis.redis().keyPrefix() + "{" + broken.schedule() + "}:1:" + part);

            assertThat(keeping.steps.tend(broken, 1)).isEqualTo(new Round.Absent());
        }
        var broken = Keeping.room("without-places", tomorrow, POLICY);
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> queue.place(broken, ANNA)).isInstanceOf(RedisAway.class);
        }
        assertThat(queue.enter(room, ANNA)).isInstanceOf(Prequeue.class);
    }

    @Test
    void a_room_that_everybody_has_left_is_there() {
        queue.enter(room, ANNA);
        var open = keeping.drawn(room);
        queue.leave(open, ANNA);

        assertThat(keeping.steps.tend(open, 1)).isInstanceOf(Round.Closed.class);
    }

    // --- the opening

    @Test
    void the_list_is_chained_receipt_by_receipt_and_closed_at_the_opening() {
        var digest = QueueProof.firstDigest(room.schedule().value(), 1);
        for (var who : buyers(50)) {
            queue.enter(room, who);
            digest = QueueProof.nextDigest(digest, receiptOf(who));
        }

        assertThat(keeping.steps.tend(room, 0)).isInstanceOf(Round.Gathering.class);
        var open = keeping.drawn(room);

        assertThat(open.draw().orElseThrow().places()).isEqualTo(50);
        assertThat(open.draw().orElseThrow().listDigest()).isEqualTo(digest);
    }

    @Test
    void carl_who_comes_at_the_very_opening_closes_the_list_and_is_not_on_it() {
        queue.enter(room, ANNA);
        queue.enter(room, BEN);
        var late = opening(room, Instant.now().minusMillis(1));

        queue.enter(late, CARL);

        assertThat(keeping.steps.tend(room, 0)).isInstanceOfSatisfying(Round.Closed.class, closed -> {
            assertThat(closed.places()).isEqualTo(2);
            assertThat(closed.entries()).isEqualTo(3);
        });
    }

    @Test
    void those_who_came_before_have_drawn_turns_and_those_who_came_later_come_later() {
        buyers(50).forEach(it -> queue.enter(room, it));
        var open = keeping.drawn(room);
        queue.enter(open, ANNA);

        var order = keeping.order(open);
        for (int arrival = 0; arrival < 50; arrival++) {
            var turn = order.turnOf(arrival);
            assertThat(queue.place(open, buyer(arrival)))
                    .isEqualTo(new Waiting(arrival, turn, turn, turn, receiptOf(buyer(arrival))));
        }
        assertThat(queue.place(open, ANNA)).isEqualTo(new Waiting(50, 50, 50, 50, receiptOf(ANNA)));
    }

    // --- admitting

    @Test
    void they_are_admitted_by_turn_and_no_more_than_the_share_of_a_step() {
        buyers(5).forEach(it -> queue.enter(room, it));
        var open = keeping.drawn(room);
        var order = keeping.order(open);

        assertThat(keeping.admit(open))
                .isInstanceOfSatisfying(
                        Step.Done.class, done -> assertThat(done.waited()).hasSize(1));
        assertThat(keeping.admit(open)).isInstanceOf(Step.TooEarly.class);

        assertThat(queue.place(open, buyer((int) order.arrivalAt(0)))).isInstanceOf(Admitted.class);
        assertThat(queue.place(open, buyer((int) order.arrivalAt(1))))
                .isInstanceOfSatisfying(
                        Waiting.class, it -> assertThat(it.ahead()).isZero());
    }

    @Test
    void a_keeper_that_is_behind_admits_nobody() {
        buyers(5).forEach(it -> queue.enter(room, it));
        var open = keeping.drawn(room);
        keeping.admit(open);

        assertThat(keeping.steps.admit(open, keeping.order(open), 0, 1_000)).isEqualTo(new Step.Moved(1, 5));
        assertThat(queue.servingNow(open).admitted()).isEqualTo(1);
    }

    @Test
    void no_more_are_in_than_may_be() {
        buyers(5).forEach(it -> queue.enter(room, it));
        var open = Keeping.with(keeping.drawn(room), allAtOnce(3));

        keeping.admit(open);

        assertThat(queue.servingNow(open).inside()).isEqualTo(3);
        assertThat(queue.servingNow(open).waiting()).isEqualTo(2);
        admitInTime(open);
        assertThat(queue.servingNow(open).inside()).isEqualTo(3);

        queue.leave(open, whoseTurn(open, 0));
        admitInTime(open);
        assertThat(queue.servingNow(open).inside()).isEqualTo(3);
        assertThat(queue.servingNow(open).waiting()).isEqualTo(1);
    }

    @Test
    void who_left_is_skipped_and_costs_nothing() {
        buyers(4).forEach(it -> queue.enter(room, it));
        var open = keeping.drawn(room);
        queue.leave(open, whoseTurn(open, 0));

        keeping.admit(open);

        assertThat(queue.place(open, whoseTurn(open, 1))).isInstanceOf(Admitted.class);
    }

    @Test
    void an_admission_ends_by_itself_and_its_buyer_may_enter_anew() {
        queue.enter(room, ANNA);
        var open = Keeping.with(keeping.drawn(room), lasting(Duration.ofMillis(300)));
        keeping.admit(open);
        assertThat(queue.place(open, ANNA)).isInstanceOf(Admitted.class);

        await().until(() -> queue.place(open, ANNA) instanceof NotQueued);

        assertThat(queue.enter(open, ANNA)).isEqualTo(new Waiting(1, 1, 0, 0, receiptOf(ANNA)));
        admitInTime(open);
        assertThat(queue.place(open, ANNA)).isInstanceOf(Admitted.class);
    }

    @Test
    void anna_who_is_in_and_enters_again_stays_in() {
        queue.enter(room, ANNA);
        var open = keeping.drawn(room);
        keeping.admit(open);
        var before = queue.place(open, ANNA);

        assertThat(queue.enter(open, ANNA)).isEqualTo(before).isInstanceOf(Admitted.class);
    }

    @Test
    void ben_with_priority_comes_before_all_others() {
        buyers(20).forEach(it -> queue.enter(room, it));
        queue.enter(room, BEN);
        var open = Keeping.withPriority(keeping.drawn(room), BEN, CARL);
        keeping.steps.tend(open, 0);
        queue.enter(open, CARL);

        assertThat(queue.place(open, CARL))
                .isInstanceOfSatisfying(
                        Waiting.class, it -> assertThat(it.ahead()).isEqualTo(1));
        keeping.admit(open);
        assertThat(queue.place(open, BEN)).isInstanceOf(Admitted.class);
        admitInTime(open);
        assertThat(queue.place(open, CARL)).isInstanceOf(Admitted.class);
        assertThat(queue.servingNow(open).serving()).isZero();
    }

    @Test
    void anna_is_told_of_ben_and_carl_who_come_before_all_turns_and_not_blamed_for_them() {
        buyers(20).forEach(it -> queue.enter(room, it));
        queue.enter(room, BEN);
        queue.enter(room, CARL);
        var drawn = keeping.drawn(room);
        queue.enter(drawn, ANNA);
        var open = Keeping.withPriority(drawn, BEN, CARL);

        assertThat(queue.place(open, ANNA)).isEqualTo(new Waiting(22, 22, 22, 22, receiptOf(ANNA)));
        keeping.steps.tend(open, 1);

        assertThat(queue.place(open, ANNA)).isEqualTo(new Waiting(22, 22, 24, 22, receiptOf(ANNA)));
        assertThat(queue.servingNow(open).first()).isEqualTo(2);
        assertThat(queue.place(open, CARL)).isInstanceOfSatisfying(Waiting.class, carl -> {
            assertThat(carl.ahead()).isEqualTo(1);
            assertThat(carl.turnsAhead()).isZero();
        });
    }

    @Test
    void ben_whose_priority_was_withdrawn_waits_for_his_turn() {
        buyers(20).forEach(it -> queue.enter(room, it));
        queue.enter(Keeping.withPriority(room, BEN), BEN);
        var open = keeping.drawn(room);

        keeping.admit(open);

        if (!whoseTurn(open, 0).equals(BEN)) {
            assertThat(queue.place(open, BEN)).isInstanceOf(Waiting.class);
        }
    }

    // --- not being there

    @Test
    void who_is_not_there_is_passed_over_keeps_the_place_and_comes_first_when_back() {
        var strict = new Keeping(redis, impatient(Duration.ofMinutes(1)));
        buyers(3).forEach(it -> strict.queue.enter(room, it));
        var open = strict.drawn(room);
        var first = whoseTurn(open, 0);
        var others = List.of(whoseTurn(open, 1), whoseTurn(open, 2));

        await().pollDelay(SILENCE).until(() -> {
            strict.queue.seen(open, others);
            strict.admit(open);
            return strict.queue.servingNow(open).passedOver() == 1;
        });
        assertThat(strict.queue.place(open, others.getFirst())).isInstanceOf(Admitted.class);

        assertThat(strict.queue.place(open, first))
                .isInstanceOfSatisfying(
                        Waiting.class, it -> assertThat(it.ahead()).isZero());
        await().until(() -> {
            strict.admit(open);
            return strict.queue.place(open, first) instanceof Admitted;
        });
        assertThat(strict.queue.servingNow(open).noShows()).isZero();
    }

    @Test
    void who_is_not_there_in_time_loses_the_place() {
        var strict = new Keeping(redis, impatient(Duration.ofSeconds(1)));
        strict.queue.enter(room, ANNA);
        var open = strict.drawn(room);

        await().pollDelay(SILENCE).until(() -> {
            strict.admit(open);
            return strict.queue.servingNow(open).noShows() == 1;
        });

        assertThat(strict.queue.place(open, ANNA)).isEqualTo(new NotQueued());
        assertThat(strict.queue.enter(open, ANNA)).isEqualTo(new Waiting(1, 1, 0, 0, receiptOf(ANNA)));
    }

    @Test
    void who_enters_too_late_for_the_old_place_gets_another_and_is_counted_as_a_no_show() {
        var strict = new Keeping(redis, impatient(Duration.ofSeconds(1)));
        strict.queue.enter(room, ANNA);
        var open = strict.drawn(room);
        await().pollDelay(SILENCE).until(() -> {
            strict.admit(open);
            return strict.queue.servingNow(open).passedOver() == 1;
        });
        await().pollDelay(SILENCE).until(() -> true); // and no step meanwhile, which would have noticed

        assertThat(strict.queue.enter(open, ANNA)).isEqualTo(new Waiting(1, 1, 0, 0, receiptOf(ANNA)));
        assertThat(strict.queue.servingNow(open).noShows()).isEqualTo(1);
        assertThat(strict.admit(open)).isInstanceOfSatisfying(Step.Done.class, done -> {
            assertThat(done.noShows()).isEqualTo(1);
            assertThat(done.waited()).hasSize(1);
        });
    }

    @Test
    void where_nearly_nobody_is_there_a_step_passes_over_a_few_and_the_order_stays() {
        var strict = new Keeping(redis, impatient(Duration.ofMinutes(1)));
        buyers(1_000).forEach(it -> strict.queue.enter(room, it));
        var open = strict.drawn(room);
        var first = whoseTurn(open, 0);
        await().pollDelay(SILENCE).until(() -> true);
        strict.queue.enter(open, CARL);

        assertThat(strict.admit(open)).isInstanceOfSatisfying(Step.Done.class, done -> {
            assertThat(done.passedOver()).isEqualTo(50);
            assertThat(done.nextIn()).isPositive();
        });
        assertThat(strict.queue.servingNow(open).waiting()).isEqualTo(951);

        assertThat(strict.queue.place(open, first)).isInstanceOf(Waiting.class);
        await().until(() -> strict.admit(open) instanceof Step.Done);
        assertThat(strict.queue.place(open, first)).isInstanceOf(Admitted.class);
        assertThat(strict.queue.place(open, CARL)).isInstanceOf(Waiting.class);
    }

    @Test
    void many_who_were_passed_over_are_back_in_one_go_in_the_order_of_their_turns() {
        var strict = new Keeping(redis, impatient(Duration.ofMinutes(1)));
        buyers(10).forEach(it -> strict.queue.enter(room, it));
        var open = strict.drawn(room);
        await().pollDelay(SILENCE).until(() -> true);
        strict.admit(open);
        assertThat(strict.queue.servingNow(open).passedOver()).isEqualTo(10);

        var byTurn =
                IntStream.range(0, 10).mapToObj(turn -> whoseTurn(open, turn)).toList();
        var places = strict.queue.seen(open, byTurn);

        assertThat(IntStream.range(0, 10))
                .allSatisfy(turn -> assertThat(places.get(byTurn.get(turn)))
                        .isInstanceOfSatisfying(
                                Waiting.class, it -> assertThat(it.ahead()).isEqualTo((long) turn)));
        assertThat(strict.queue.servingNow(open).first()).isEqualTo(10);
    }

    @Test
    void after_a_time_in_which_nobody_kept_the_room_nobody_is_blamed_for_not_having_asked() {
        var strict = new Keeping(redis, impatient(Duration.ofMinutes(1)));
        buyers(5).forEach(it -> strict.queue.enter(room, it));
        var open = strict.drawn(room);
        await().pollDelay(SILENCE).until(() -> true);
        redis.raw()
                .opsForHash()
                .put(redis.redis().keyPrefix() + "{" + room.schedule() + "}:1:room", "tended", keptLast(6));

        strict.steps.tend(open, 1);
        strict.admit(open);

        assertThat(strict.queue.place(open, whoseTurn(open, 0))).isInstanceOf(Admitted.class);
        assertThat(strict.queue.servingNow(open).passedOver()).isZero();
    }

    private String keptLast(int secondsAgo) {
        return Long.toString(
                queue.servingNow(room).asOf().minusSeconds(secondsAgo).toEpochMilli());
    }

    // --- the end of an admission

    @Test
    void an_admission_that_was_ended_counts_no_more_and_a_new_one_does() {
        queue.enter(room, ANNA);
        var open = keeping.drawn(room);
        keeping.admit(open);
        var first = (Admitted) queue.place(open, ANNA);
        assertThat(checked(first)).isEqualTo(new Checked.Live());

        queue.endAdmission(open, ANNA, Instant.now());
        assertThat(checked(first)).isInstanceOf(Checked.Ended.class);
        assertThat(queue.place(open, ANNA)).isEqualTo(new NotQueued());

        queue.enter(open, ANNA);
        admitInTime(open);
        var second = (Admitted) queue.place(open, ANNA);
        assertThat(checked(second)).isEqualTo(new Checked.Live());
        assertThat(checked(first)).isInstanceOf(Checked.Ended.class);
    }

    @Test
    void an_end_that_is_told_late_does_not_end_what_was_given_since() {
        queue.enter(room, ANNA);
        var open = keeping.drawn(room);
        keeping.admit(open);
        var admitted = (Admitted) queue.place(open, ANNA);

        queue.endAdmission(open, ANNA, Instant.now().minusSeconds(60));

        assertThat(checked(admitted)).isEqualTo(new Checked.Live());
        assertThat(queue.place(open, ANNA)).isEqualTo(admitted);
    }

    @Test
    void an_admission_that_redis_has_lost_is_there_again_when_it_was_looked_up() {
        queue.enter(room, ANNA);
        var open = keeping.drawn(room);
        keeping.admit(open);
        var admitted = (Admitted) queue.place(open, ANNA);
        var keys = redis.raw().keys("*{" + room.schedule() + "}*");
        redis.raw().delete(keys);

        assertThat(checked(admitted)).isEqualTo(new Checked.Unknown());
        assertThat(checked(admitted)).isEqualTo(new Checked.Unknown()); // whoever asks, until somebody has looked it up
        assertThat(restored(admitted)).isEqualTo(new Checked.Live());
        assertThat(checked(admitted)).isEqualTo(new Checked.Live());

        var again = Keeping.inRound(room, 2);
        keeping.steps.establish(again);
        assertThat(queue.place(again, ANNA))
                .isInstanceOfSatisfying(
                        Admitted.class, it -> assertThat(it.admissionId()).isEqualTo(admitted.admissionId()));
        assertThat(queue.servingNow(again).inside()).isEqualTo(1);
    }

    @Test
    void an_admission_that_was_ended_while_it_was_looked_up_is_not_put_up_again() {
        var given = Instant.now();
        var lost = new Admitted("1.0." + given.toEpochMilli(), tomorrow, receiptOf(ANNA));
        assertThat(checked(lost)).isEqualTo(new Checked.Unknown());

        queue.endAdmission(room, ANNA, given.plusMillis(1));

        assertThat(restored(lost)).isInstanceOf(Checked.Ended.class);
        assertThat(checked(lost)).isInstanceOf(Checked.Ended.class);
        assertThat(queue.servingNow(room).inside()).isZero();
    }

    @Test
    void an_admission_is_over_by_the_clock_of_redis() {
        var now = queue.servingNow(room).asOf();
        var id = "1.0." + now.toEpochMilli();
        assertThat(checked(new Admitted(id, now, receiptOf(ANNA)))).isEqualTo(new Checked.Over());
        assertThat(checked(new Admitted(id, now.plusSeconds(60), receiptOf(ANNA))))
                .isEqualTo(new Checked.Unknown());
    }

    @Test
    void no_end_is_later_than_the_clock_of_redis() {
        var before = queue.servingNow(room).asOf();
        assertThat(queue.endAdmission(room, ANNA, before.plusSeconds(60)))
                .isBetween(before, queue.servingNow(room).asOf());
    }

    @Test
    void an_admission_that_was_ended_while_redis_did_not_know_it_stays_ended() {
        var lost = "1.0." + Instant.now().toEpochMilli();

        queue.endAdmission(room, ANNA, Instant.now().plusMillis(1));

        assertThat(queue.check(room.schedule(), lost, ANNA, tomorrow)).isInstanceOf(Checked.Ended.class);
        assertThat(queue.check(room.schedule(), lost, BEN, tomorrow)).isEqualTo(new Checked.Unknown());
    }

    @Test
    void what_was_ended_in_a_room_that_nobody_keeps_is_forgotten_some_day() {
        var unkept = Keeping.room("nobody-keeps-it", tomorrow, POLICY);

        queue.endAdmission(unkept, ANNA, Instant.now());

        var ended = redis.redis().keyPrefix() + "{" + unkept.schedule() + "}:ended";
        assertThat(redis.raw().getExpire(ended)).isPositive();
    }

    // --- how long it takes

    @Test
    void the_wait_is_told_from_what_was_measured() {
        queue.enter(room, ANNA);
        noted(10, 0, 0);
        noted(5, 50, 40);
        noted(0, 100, 80);

        var serving = queue.servingNow(room);

        assertThat(serving.admittedPerSecond()).hasValueCloseTo(8.0, within(0.1));
        assertThat(serving.turnsPerSecond()).hasValueCloseTo(10.0, within(0.1));
        assertThat(serving.waitFor(500, 0))
                .hasValueSatisfying(it -> assertThat(it).isCloseTo(Duration.ofSeconds(50), Duration.ofSeconds(1)));
        assertThat(serving.waitFor(0, 0)).contains(Duration.ZERO);
        assertThat(serving.waitFor(500, 80))
                .hasValueSatisfying(it -> assertThat(it).isCloseTo(Duration.ofSeconds(60), Duration.ofSeconds(1)));
    }

    @Test
    void before_five_seconds_were_seen_nothing_is_said_about_the_wait() {
        noted(4, 0, 0);
        noted(0, 100, 80);

        assertThat(queue.servingNow(room).waitFor(500, 0)).isEmpty();
    }

    @Test
    void nothing_is_said_by_what_was_seen_long_ago_nor_while_it_is_paused() {
        noted(30, 0, 0);
        noted(20, 100, 80);
        assertThat(queue.servingNow(room).waitFor(500, 0)).isEmpty();

        noted(10, 200, 160);
        noted(0, 300, 240);
        assertThat(queue.servingNow(room).waitFor(500, 0)).isPresent();
        assertThat(queue.servingNow(Keeping.with(room, paused())).waitFor(500, 0))
                .isEmpty();
    }

    @Test
    void nothing_is_said_while_nobody_is_served() {
        noted(10, 100, 100);
        noted(0, 100, 100);

        assertThat(queue.servingNow(room).waitFor(500, 0)).isEmpty();
    }

    /** As the keeper's steps note it, so many seconds ago. */
    private void noted(int secondsAgo, int served, int admitted) {
        var at = queue.servingNow(room).asOf().minusSeconds(secondsAgo).toEpochMilli();
        redis.raw()
                .opsForList()
                .rightPush(
                        redis.redis().keyPrefix() + "{" + room.schedule() + "}:1:pace",
                        at + " " + served + " " + admitted);
    }

    // --- asking

    @Test
    void who_asks_again_is_told_how_long_ago_they_asked() {
        queue.enter(room, ANNA);

        assertThat(queue.poll(room, ANNA).sinceLast()).isEmpty();
        assertThat(queue.poll(room, ANNA).sinceLast())
                .hasValueSatisfying(it -> assertThat(it).isLessThan(Duration.ofSeconds(5)));
        assertThat(queue.poll(room, BEN).sinceLast()).isEmpty();
    }

    @Test
    void many_are_seen_in_one_go() {
        var all = buyers(1_200);
        all.forEach(it -> queue.enter(room, it));

        var places = queue.seen(room, all);

        assertThat(places).hasSize(1_200);
        assertThat(IntStream.range(0, 1_200))
                .allMatch(it -> places.get(buyer(it)) instanceof Prequeue(long arrival, String _) && arrival == it);
    }

    private void admitInTime(Room open) {
        await().until(() -> keeping.admit(open) instanceof Step.Done);
    }

    private BuyerId whoseTurn(Room open, int turn) {
        return buyer((int) keeping.order(open).arrivalAt(turn));
    }

    private Checked checked(Admitted admitted) {
        return queue.check(room.schedule(), admitted.admissionId(), ANNA, admitted.end());
    }

    private Checked restored(Admitted admitted) {
        return queue.restore(room.schedule(), admitted.admissionId(), ANNA, admitted.end());
    }

    private String receiptOf(BuyerId buyer) {
        return QueueProof.receipt(room.schedule().value(), 1, buyer.value());
    }

    private static QueueSettings impatient(Duration keptFor) {
        return new QueueSettings(
                SETTINGS.step(),
                SETTINGS.looksAtMost(),
                SETTINGS.mostEntries(),
                Duration.ofSeconds(1),
                keptFor,
                SETTINGS.gatherAgain(),
                SETTINGS.lostAfter(),
                SETTINGS.toldEvery(),
                SETTINGS.forgottenAfter());
    }

    private static RoomPolicy capacity(int capacity) {
        return new RoomPolicy(
                10, 1_000, POLICY.admissionFor(), false, null, capacity, false, POLICY.withoutRedis(), Duration.ZERO);
    }

    private static RoomPolicy allAtOnce(int maxActive) {
        return new RoomPolicy(
                1_000,
                maxActive,
                POLICY.admissionFor(),
                false,
                null,
                1_000_000,
                false,
                POLICY.withoutRedis(),
                Duration.ZERO);
    }

    private static RoomPolicy paused() {
        return new RoomPolicy(
                10, 1_000, POLICY.admissionFor(), true, null, 1_000, false, POLICY.withoutRedis(), Duration.ZERO);
    }

    private static RoomPolicy lasting(Duration admissionFor) {
        return new RoomPolicy(
                10, 1_000, admissionFor, false, null, 1_000_000, false, POLICY.withoutRedis(), Duration.ZERO);
    }
}
