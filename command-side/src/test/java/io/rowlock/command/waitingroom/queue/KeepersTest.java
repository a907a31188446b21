package io.rowlock.command.waitingroom.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ConcertCommand.AnnounceConcert;
import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.api.catalogue.ScheduleCommand.OpenSchedule;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.catalogue.Section;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OperatorId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.api.waitingroom.RoomCommand.BlockBuyer;
import io.rowlock.api.waitingroom.RoomCommand.ChangePolicy;
import io.rowlock.api.waitingroom.RoomCommand.CloseRoom;
import io.rowlock.api.waitingroom.RoomCommand.OpenRoomNow;
import io.rowlock.api.waitingroom.RoomId;
import io.rowlock.api.waitingroom.RoomPolicy;
import io.rowlock.api.waitingroom.WithoutRedis;
import io.rowlock.command.Instance;
import io.rowlock.command.platform.Marks;
import io.rowlock.command.platform.commands.Commands;
import io.rowlock.command.platform.redis.Redis;
import io.rowlock.command.platform.redis.RedisConnections;
import io.rowlock.command.waitingroom.draw.DrawnLists;
import io.rowlock.command.waitingroom.draw.Draws;
import io.rowlock.command.waitingroom.draw.HandingOut;
import io.rowlock.command.waitingroom.draw.Seeds;
import io.rowlock.command.waitingroom.queue.Place.Admitted;
import io.rowlock.command.waitingroom.queue.Place.NotQueued;
import io.rowlock.command.waitingroom.queue.Place.Prequeue;
import io.rowlock.command.waitingroom.queue.Place.Waiting;
import io.rowlock.command.waitingroom.room.Draw;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.Rooms;
import io.rowlock.fairness.QueueProof;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two whole instances keep the same rooms, each on its own. */
@OnRealServers
class KeepersTest {
    private static final OrganiserId OPERA = new OrganiserId("usr-opera");
    private static final OperatorId OTTO = new OperatorId("usr-otto");
    private static final BuyerId ANNA = new BuyerId("anna");
    private static final BuyerId BEN = new BuyerId("ben");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(20);

    private static RedisConnections redis;
    private static Instance one;
    private static Instance other;

    @BeforeAll
    static void two_instances_run(Corner corner) {
        redis = new RedisConnections(corner);
        one = new Instance(corner, SETTINGS);
        other = new Instance(corner, SETTINGS);
    }

    private static final String[] SETTINGS = {
        "--rowlock.waiting-room.queue.gather-again=2s",
        "--rowlock.waiting-room.queue.lost-after=4s",
        "--rowlock.waiting-room.queue.passed-over-after=1h",
        // A machine that is busy with tests is no reason to take Redis for away.
        "--rowlock.redis.answer-within=3s"
    };

    @AfterAll
    static void stop() {
        redis.close();
        one.close();
        other.close();
    }

    @Test
    void a_room_opens_by_itself_is_drawn_once_and_serves_in_the_order_that_anyone_can_check() throws Exception {
        var evening = gatedEvening(Instant.now().plusSeconds(6));
        change(evening, policy(10, 1_000, Duration.ofMinutes(5), false)); // in several steps, so that there is an order
        var buyers = Keeping.buyers(40);
        enterInTime(evening, buyers.getFirst());
        buyers.forEach(it -> assertThat(queue(other).enter(room(evening), it)).isInstanceOf(Prequeue.class));

        assertThat(drawAnswer(evening).body())
                .contains(room(evening).commitment())
                .doesNotContain("seed\":\"");
        assertThat(list(evening).problem()).isEqualTo("not-drawn-yet");
        await().atMost(SOON).until(() -> room(evening).draw().isPresent());

        await().atMost(SOON).until(() -> list(evening).status() == 200);
        var verdict = verdictOn(list(evening).body(), room(evening).commitment());
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.places()).isEqualTo(40);
        assertThat(drawAnswer(evening).at("/seed")).isEqualTo(draw(evening).seed());

        var moved = new ArrayList<>(list(evening).body().lines().toList());
        Collections.swap(moved, 10, 20);
        assertThat(verdictOn(String.join("\n", moved), room(evening).commitment())
                        .holds())
                .isFalse();

        await().atMost(SOON)
                .until(() -> buyers.stream().allMatch(it -> queue(one).place(room(evening), it) instanceof Admitted));
        assertThat(one.eventsOf("room/" + evening)).containsOnlyOnce("DrawPublished");
        inTheOrderOfTheirTurns(evening, buyers);
    }

    private static void inTheOrderOfTheirTurns(ScheduleId evening, List<BuyerId> buyers) {
        var order = one.part(Draws.class).of(room(evening)).orElseThrow();
        var given = buyers.stream()
                .map(it -> (Admitted) queue(one).place(room(evening), it))
                .map(it -> Given.of(it.admissionId()))
                .sorted(Comparator.comparingLong(it -> order.turnOf(it.arrival())))
                .map(Given::at)
                .toList();
        assertThat(given).isSorted();
    }

    @Test
    void nobody_is_admitted_while_it_is_paused_and_they_go_on_afterwards() {
        var evening = gatedEvening(Instant.now().plus(HOUR));
        change(evening, policy(100, 1_000, Duration.ofMinutes(5), true));
        enterInTime(evening, ANNA);
        openNow(evening);
        await().atMost(SOON).until(() -> room(evening).draw().isPresent());

        await().during(Duration.ofMillis(1_500)).until(() -> queue(one).place(room(evening), ANNA) instanceof Waiting);

        change(evening, policy(100, 1_000, Duration.ofMinutes(5), false));
        await().atMost(SOON).until(() -> queue(one).place(room(evening), ANNA) instanceof Admitted);
    }

    @Test
    void ben_who_is_blocked_while_he_waits_takes_no_turn_from_anybody() {
        var evening = gatedEvening(Instant.now().plus(HOUR));
        change(evening, policy(1, 1, Duration.ofMinutes(5), true));
        enterInTime(evening, BEN);
        queue(one).enter(room(evening), ANNA);

        one.part(Commands.class).carryOut(new BlockBuyer(new RoomId(evening), OTTO, BEN));
        await().atMost(SOON).until(() -> queue(other).place(room(evening), BEN) instanceof NotQueued);

        openNow(evening);
        change(evening, policy(1, 1, Duration.ofMinutes(5), false));
        await().atMost(SOON).until(() -> queue(one).place(room(evening), ANNA) instanceof Admitted);
    }

    // --- when Redis loses what it had

    @Test
    void places_that_are_lost_before_the_opening_are_entered_anew_and_drawn() {
        var evening = gatedEvening(Instant.now().plus(HOUR));
        var first = room(evening);
        enterInTime(evening, ANNA);
        queue(one).enter(room(evening), BEN);

        lose(evening);

        await().atMost(SOON).until(() -> room(evening).round() == 2);
        assertThat(one.eventsOf("room/" + evening)).containsExactly("RoomPrepared", "PlacesLost");
        assertThat(room(evening).opensAt()).isEqualTo(first.opensAt());
        assertThat(room(evening).commitment()).isNotEqualTo(first.commitment());
        await().atMost(SOON).ignoreExceptions().until(() -> queue(one).place(room(evening), ANNA) instanceof NotQueued);
        assertThat(queue(one).enter(room(evening), BEN))
                .isInstanceOfSatisfying(
                        Prequeue.class, it -> assertThat(it.arrival()).isZero());
    }

    @Test
    void places_that_are_lost_while_they_are_served_are_drawn_again_after_time_to_gather() {
        var evening = gatedEvening(Instant.now().plus(HOUR));
        change(evening, policy(1, 1, Duration.ofMinutes(5), false));
        enterInTime(evening, ANNA);
        queue(one).enter(room(evening), BEN);
        openNow(evening);
        await().atMost(SOON)
                .until(() ->
                        Stream.of(ANNA, BEN).anyMatch(it -> queue(one).place(room(evening), it) instanceof Admitted));
        var inside = Stream.of(ANNA, BEN)
                .filter(it -> queue(one).place(room(evening), it) instanceof Admitted)
                .findFirst()
                .orElseThrow();
        var outside = inside.equals(ANNA) ? BEN : ANNA;
        var admission = (Admitted) queue(one).place(room(evening), inside);

        lose(evening);

        await().atMost(SOON).until(() -> room(evening).round() == 2);
        assertThat(room(evening).opensAt()).isAfter(Instant.now());
        assertThat(queue(other).check(evening, admission.admissionId(), inside, admission.end()))
                .isInstanceOf(Checked.Unknown.class);
        assertThat(queue(other).restore(evening, admission.admissionId(), inside, admission.end()))
                .isInstanceOf(Checked.Live.class);
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> queue(one).enter(room(evening), outside) instanceof Prequeue);
        await().atMost(SOON).until(() -> room(evening).draw().isPresent());
        assertThat(queue(one).place(room(evening), inside)).isInstanceOf(Admitted.class);
    }

    @Test
    void a_redis_that_takes_nothing_has_lost_nothing() {
        var evening = whileRedisTakesNothing(() -> {
            var gated = gatedEvening(Instant.now().plus(HOUR));
            // Longer than a round may be away before it counts as lost.
            await().during(Duration.ofSeconds(4))
                    .atMost(SOON)
                    .until(() -> room(gated).round() == 1);
            return gated;
        });

        enterInTime(evening, ANNA);
        assertThat(one.eventsOf("room/" + evening)).containsExactly("RoomPrepared");
    }

    private static ScheduleId whileRedisTakesNothing(Supplier<ScheduleId> act) {
        setMemory("1");
        try {
            return act.get();
        } finally {
            setMemory("0");
        }
    }

    private static void setMemory(String bytes) {
        redis().execute((RedisCallback<Object>) it -> {
            it.serverCommands().setConfig("maxmemory", bytes);
            return bytes;
        });
    }

    @Test
    void an_old_copy_of_the_order_is_not_taken_for_the_order() {
        var evening = gatedEvening(Instant.now().plus(HOUR));
        enterInTime(evening, ANNA);
        queue(one).enter(room(evening), BEN);
        var copy = redis().keys(prefix(evening) + "*").stream()
                .collect(Collectors.toMap(Function.identity(), it -> redis().dump(it)));
        queue(one).leave(room(evening), BEN); // no number is lower in the copy, and yet he waits there again
        await().during(Duration.ofSeconds(2)).until(() -> room(evening).round() == 1);

        copy.forEach((key, value) -> redis().execute((RedisCallback<Object>) it -> {
            it.keyCommands().restore(key.getBytes(StandardCharsets.UTF_8), HOUR.toMillis(), value, true);
            return key;
        }));

        await().atMost(SOON).until(() -> room(evening).round() == 2);
    }

    @Test
    void a_keeper_that_has_just_been_started_knows_an_older_copy_by_what_others_have_noted() {
        var evening = gatedEvening(Instant.now().plus(HOUR));
        enterInTime(evening, ANNA);
        var seeds = one.part(Seeds.class);
        await().atMost(SOON).until(() -> seeds.noted(evening, 1).equals(new Seeds.HowFar(0, 1)));
        seeds.note(evening, 1, new Seeds.HowFar(0, 2)); // Ben had entered, and is not in the copy

        one.part(RoomKeeping.class).tend(room(evening), new RoomKeeping.Memory());

        assertThat(one.eventsOf("room/" + evening)).containsExactly("RoomPrepared", "PlacesLost");
    }

    @Test
    void a_list_that_is_not_the_one_that_was_drawn_is_served_to_nobody() {
        var evening = gatedEvening(Instant.now().plus(HOUR));
        enterInTime(evening, ANNA);
        openNow(evening);
        await().atMost(SOON).until(() -> room(evening).draw().isPresent());

        redis().opsForHash().put(prefix(evening) + "1:room", "digest", "0".repeat(40));

        await().atMost(SOON).until(() -> room(evening).round() == 2);
    }

    @Test
    void the_draw_of_a_round_that_was_lost_can_still_be_checked() throws Exception {
        var evening = drawnEvening();
        var first = room(evening);
        await().atMost(SOON).until(() -> list(evening).status() == 200);

        lose(evening);

        await().atMost(SOON).until(() -> room(evening).round() == 2);
        assertThat(list(evening).problem()).isEqualTo("not-drawn-yet");
        var verdict = verdictOn(list(evening, "&round=1").body(), first.commitment());
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.places()).isEqualTo(2);
        var seed = first.draw().orElseThrow().seed();
        var answer = Person.buyer("anna").get(one.address(), "/api/queue/draw?round=1&scheduleId=" + evening);
        assertThat(answer.at("/seed")).isEqualTo(seed);
        assertThat(Person.operator("otto")
                        .get(one.address(), "/api/queue/" + evening + "/record")
                        .body())
                .contains(seed);
        assertThat(list(evening, "&round=3").problem()).isEqualTo("no-such-round");
    }

    @Test
    void who_asks_for_a_list_while_as_many_as_may_are_handed_out_is_told_to_come_back() {
        var evening = drawnEvening();
        await().atMost(SOON).until(() -> list(evening).status() == 200);
        try (var _ = new HandingOut(other, evening)) {
            var answer = list(evening);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.problem()).isEqualTo("too-many-lists");
            assertThat(answer.headers()).containsKey("retry-after");
        }
        assertThat(list(evening).status()).isEqualTo(200);
    }

    @Test
    void a_round_that_was_lost_before_it_was_drawn_has_no_list() {
        var evening = gatedEvening(Instant.now().plus(HOUR));
        enterInTime(evening, ANNA);
        lose(evening);
        await().atMost(SOON).until(() -> room(evening).round() == 2);
        // The instance that is asked may hear of it a moment after the log has.
        await().atMost(SOON).until(() -> list(evening, "&round=1").status() == 410);
        assertThat(list(evening, "&round=1").problem()).isEqualTo("never-drawn");
    }

    @Test
    void a_list_is_brought_out_by_whoever_is_asked_for_it_also_when_the_room_is_closed_until_redis_has_lost_it() {
        var evening = drawnEvening();
        await().atMost(SOON).until(() -> list(evening).status() == 200);
        one.part(Commands.class).carryOut(new CloseRoom(new RoomId(evening), OTTO));
        one.log()
                .sql("DELETE FROM waiting_room_list WHERE schedule_id = :schedule")
                .param("schedule", evening.value())
                .update();
        assertThat(list(evening).problem()).isEqualTo("list-not-ready");

        var round = room(evening).asDrawRound();
        assertThat(justStarted().keep(round)).isTrue();
        await().atMost(SOON).until(() -> list(evening).status() == 200);

        one.log()
                .sql("DELETE FROM waiting_room_list WHERE schedule_id = :schedule")
                .param("schedule", evening.value())
                .update();
        lose(evening);
        var tooLate = justStarted();
        await().atMost(SOON).until(() -> !tooLate.keep(round));
    }

    /** What an instance would have that knows nothing yet of what was brought out. */
    private static Proofs justStarted() {
        return new Proofs(one.part(Steps.class), one.part(DrawnLists.class));
    }

    // --- when a promise cannot be kept

    @Test
    void a_seed_that_was_promised_outlives_the_batch_in_which_it_was_drawn() {
        var evening = new ScheduleId("sch-" + one.part(Marks.class).next());
        var seeds = one.part(Seeds.class);
        var promised = new TransactionTemplate(one.part(PlatformTransactionManager.class)).execute(batch -> {
            batch.setRollbackOnly();
            return seeds.commit(evening, 1);
        });
        assertThat(seeds.commit(evening, 1)).isEqualTo(promised);
    }

    @Test
    void a_round_whose_seed_is_not_the_promised_one_is_not_drawn_and_another_one_is() {
        var evening = gatedEvening(Instant.now().plus(HOUR));
        enterInTime(evening, ANNA);
        one.log()
                .sql("UPDATE waiting_room_seed SET seed = :other WHERE schedule_id = :schedule")
                .param("other", "0".repeat(64))
                .param("schedule", evening.value())
                .update();

        openNow(evening);

        await().atMost(SOON).until(() -> room(evening).round() == 2);
        await().atMost(SOON).until(() -> room(evening).draw().isPresent());
        assertThat(one.eventsOf("room/" + evening))
                .containsExactly("RoomPrepared", "OpenedEarly", "PlacesLost", "DrawPublished");
    }

    // --- many, and in a hurry

    /** When and to which arrival an admission was given, as its name says. */
    record Given(long arrival, long at) {
        static Given of(String admissionId) {
            var parts = admissionId.split("\\.", -1);
            return new Given(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        }
    }

    /** All of it: {@code -Drowlock.waiting=100000 -Drowlock.seconds=60}. */
    @Test
    void two_instances_never_admit_more_than_they_may_nor_anybody_out_of_turn_or_twice() throws Exception {
        int waiting = Integer.getInteger("rowlock.waiting", 5_000);
        var time = Duration.ofSeconds(Integer.getInteger("rowlock.seconds", 10));
        int rate = 500;
        int cap = 2_000;
        var stay = Duration.ofSeconds(5);
        var evening = gatedEvening(Instant.now().plus(HOUR));
        change(evening, policy(rate, cap, stay, false));
        enterInTime(evening, new BuyerId("buyer-0"));
        enterAll(evening, waiting);
        openNow(evening);
        await().atMost(SOON).until(() -> room(evening).draw().isPresent());

        var given = new HashMap<String, Given>();
        var most = new long[1];
        long end = System.nanoTime() + time.toNanos();
        await().pollInterval(Duration.ofMillis(100)).atMost(time.plus(SOON)).until(() -> {
            redis().<String, String>opsForHash()
                    .values(prefix(evening) + "admission-of")
                    .forEach(it -> given.putIfAbsent(it, Given.of(it)));
            most[0] = Math.max(most[0], queue(one).servingNow(room(evening)).inside());
            return System.nanoTime() >= end;
        });

        System.out.printf(
                "%d waited, %d were admitted in %s; at most %d in a second and %d at a time (%d as told by Redis)%n",
                waiting,
                given.size(),
                time,
                mostWithin(given.values(), 1_000),
                mostWithin(given.values(), stay.toMillis()),
                most[0]);
        assertThat(mostWithin(given.values(), 1_000)).as("in any second").isLessThanOrEqualTo(rate);
        assertThat(mostWithin(given.values(), stay.toMillis())).as("at a time").isLessThanOrEqualTo(cap);
        assertThat(most[0]).isLessThanOrEqualTo(cap);
        assertThat(given.values().stream().map(Given::arrival)).as("twice").doesNotHaveDuplicates();
        var order = one.part(Draws.class).of(room(evening)).orElseThrow();
        var turns = given.values().stream()
                .sorted(Comparator.comparingLong(Given::at).thenComparingLong(it -> order.turnOf(it.arrival())))
                .map(it -> order.turnOf(it.arrival()))
                .toList();
        assertThat(turns)
                .as("in the queue's order, nobody left out")
                .containsExactlyElementsOf(
                        IntStream.range(0, turns.size()).mapToObj(Long::valueOf).toList());
        // As fast as it may: the cap lets through as many in the time that one stays.
        assertThat(given.size()).isGreaterThan((int) (0.8 * cap * time.toSeconds() / stay.toSeconds()));
    }

    private static int mostWithin(Collection<Given> given, long millis) {
        var at = given.stream().mapToLong(Given::at).sorted().toArray();
        int most = 0;
        for (int first = 0, next = 0; next < at.length; next++) {
            while (at[next] - at[first] >= millis) {
                first++;
            }
            most = Math.max(most, next - first + 1);
        }
        return most;
    }

    private static void enterAll(ScheduleId evening, int many) throws InterruptedException {
        var room = room(evening);
        try (var crowd = Executors.newFixedThreadPool(16)) {
            crowd.invokeAll(IntStream.range(0, many)
                    .<Callable<Place>>mapToObj(
                            it -> () -> queue(it % 2 == 0 ? one : other).enter(room, Keeping.buyer(it)))
                    .toList());
        }
        assertThat(queue(one).servingNow(room).waiting()).isEqualTo(many);
    }

    private static QueueProof.Verdict verdictOn(String list, String commitment) throws Exception {
        return QueueProof.verify(new BufferedReader(new StringReader(list)), Optional.of(commitment), Optional.empty());
    }

    private static Answer drawAnswer(ScheduleId evening) {
        return Person.buyer("anna").get(one.address(), "/api/queue/draw?scheduleId=" + evening);
    }

    private static Answer list(ScheduleId evening) {
        return list(evening, "");
    }

    private static Answer list(ScheduleId evening, String round) {
        return Person.buyer("anna").get(other.address(), "/api/queue/draw/list?scheduleId=" + evening + round);
    }

    /** With Anna and Ben, and paused. */
    private static ScheduleId drawnEvening() {
        var evening = gatedEvening(Instant.now().plus(HOUR));
        change(evening, policy(1, 1, Duration.ofMinutes(5), true));
        enterInTime(evening, ANNA);
        queue(one).enter(room(evening), BEN);
        openNow(evening);
        await().atMost(SOON).until(() -> room(evening).draw().isPresent());
        return evening;
    }

    private static Draw draw(ScheduleId evening) {
        return room(evening).draw().orElseThrow();
    }

    private static void enterInTime(ScheduleId evening, BuyerId buyer) {
        await().atMost(SOON).ignoreExceptions().until(() -> queue(one).enter(room(evening), buyer) instanceof Prequeue);
    }

    private static void lose(ScheduleId evening) {
        var keys = redis().keys(prefix(evening) + "*");
        assertThat(keys).isNotEmpty();
        redis().delete(keys);
    }

    /** Behind the queue's back. */
    private static StringRedisTemplate redis() {
        return redis.raw();
    }

    private static String prefix(ScheduleId evening) {
        return one.part(Redis.class).keyPrefix() + "{" + evening + "}:";
    }

    private static Queue queue(Instance instance) {
        return instance.part(Queue.class);
    }

    private static Room room(ScheduleId evening) {
        return one.part(Rooms.class).of(evening).orElseThrow();
    }

    private static void openNow(ScheduleId evening) {
        one.part(Commands.class).carryOut(new OpenRoomNow(new RoomId(evening), OTTO));
    }

    private static void change(ScheduleId evening, RoomPolicy policy) {
        one.part(Commands.class).carryOut(new ChangePolicy(new RoomId(evening), OTTO, policy));
    }

    private static RoomPolicy policy(int rate, int cap, Duration stay, boolean paused) {
        return new RoomPolicy(rate, cap, stay, paused, null, 1_000_000, false, WithoutRedis.CLOSED, Duration.ZERO);
    }

    private static ScheduleId gatedEvening(Instant opensAt) {
        var opening = opensAt.truncatedTo(ChronoUnit.MILLIS);
        var concert = new ConcertId("con-" + one.part(Marks.class).next());
        var evening = new ScheduleId("sch-" + one.part(Marks.class).next());
        var commands = one.part(Commands.class);
        commands.carryOut(new AnnounceConcert(concert, OPERA, "Tosca", "The City Opera", "Three acts"));
        commands.carryOut(new OpenSchedule(
                evening,
                concert,
                OPERA,
                ScheduleTerms.of(
                        "The Old House",
                        opening.plus(Duration.ofDays(31)),
                        opening,
                        opening.plus(Duration.ofDays(30)),
                        null,
                        4,
                        Duration.ofMinutes(8),
                        null,
                        true,
                        List.of(new Section("A", "Stalls", 10, 10, new Money(150_000, "KRW"))))));
        await().atMost(SOON).until(() -> one.part(Rooms.class).of(evening).isPresent());
        return evening;
    }
}
