package io.rowlock.command.waitingroom.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.Instance;
import io.rowlock.command.waitingroom.queue.Checked;
import io.rowlock.command.waitingroom.queue.Queue;
import io.rowlock.command.waitingroom.room.Rooms;
import io.rowlock.testing.Corner;
import io.rowlock.testing.FragileRedis;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import io.rowlock.testing.TokenMint;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Two evenings on sale at two instances while Redis goes away, comes back without its memory, and is slow: one whose gate
 * is closed without Redis, and one whose gate is open for a while.
 */
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class) // one sale from its beginning to its end; no chapter is told twice
class WithoutRedisTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration OPEN_AT_MOST = Duration.ofSeconds(4);
    private static final Duration AS_OFTEN_AS_ALLOWED = Duration.ofMillis(1_100);
    private static final int ROWS = 40;
    private static final int AT_A_TIME = 3;
    private static final Person OTTO = Person.operator("otto");

    /** So that nobody waits for a loss to be noticed longer than a test can. */
    private static final List<String> AT_ONCE = List.of(
            "--rowlock.waiting-room.queue.lost-after=1s",
            "--rowlock.waiting-room.queue.gather-again=8s",
            "--rowlock.waiting-room.queue.step=100ms");

    private final FragileRedis redis = FragileRedis.start();
    private final Instance north;
    private final Instance south;
    private final Sale closed;
    private final Sale open;
    private final Person anna;
    private final String annasToken;
    private final Person ben;
    private final String bensToken;
    private final Person emma = Person.buyer("emma");
    private String emmasReceipt = "";

    WithoutRedisTest(Corner corner) {
        var settings =
                Stream.concat(redis.settings().stream(), AT_ONCE.stream()).toArray(String[]::new);
        north = new Instance(corner, settings);
        south = new Instance(corner, settings);
        var both = List.of(north, south);
        closed = Sale.of(both, ROWS);
        open = Sale.of(both, ROWS);
        anna = closed.somebody();
        annasToken = closed.tokenOf(anna);
        ben = open.somebody();
        bensToken = open.tokenOf(ben);
    }

    @BeforeAll
    void begin() {
        Stream.of(closed, open)
                .forEach(sale -> await().atMost(PATIENCE)
                        .until(() -> north.part(Rooms.class)
                                .of(new ScheduleId(sale.evening()))
                                .isPresent()));
        put(open, """
                "paused": false, "withoutRedis": "OPEN", "openAtMost": "%s\"""".formatted(OPEN_AT_MOST));
        put(closed, """
                "paused": true, "withoutRedis": "CLOSED\"""");
        closed.begin(AT_A_TIME);
        open.begin(AT_A_TIME);
    }

    @AfterAll
    void close() {
        closed.close();
        open.close();
        north.close();
        south.close();
        redis.close();
    }

    @Test
    @Order(1)
    @Timeout(60)
    void as_long_as_redis_is_there_both_sell() {
        assertThat(hold(north, closed, anna, annasToken, 1).status()).isEqualTo(201);
        assertThat(hold(south, open, ben, bensToken, 1).status()).isEqualTo(201);
        assertThat(policy(north, closed).at("/redis/awaySince")).isEmpty();
        // Nobody is admitted for the time being, so Emma waits through all of it.
        emmasReceipt = enter(emma).at("/receipt");
        assertThat(status(emma).at("/state")).isEqualTo("WAITING");
        sellsAgain(closed);
        sellsAgain(open);
    }

    @Test
    @Order(1)
    @Timeout(60)
    void what_is_tried_again_because_others_wrote_first_is_tried_with_the_same_admission() throws Exception {
        var carmen = Sale.of(List.of(north, south), 10);
        await().atMost(PATIENCE)
                .until(() -> north.part(Rooms.class)
                        .of(new ScheduleId(carmen.evening()))
                        .isPresent());
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int row = 1; row <= 9; row++) {
                var greta = carmen.somebody();
                var token = carmen.tokenOf(greta);
                var answers = new ArrayList<Future<Answer>>();
                for (int number = 1; number <= 4; number++) {
                    var instance = number % 2 == 0 ? north : south;
                    var seat = "A-%d-%d".formatted(row, number);
                    answers.add(callers.submit(() -> instance.holdWith(token, greta, carmen.evening(), seat)));
                }
                for (var answer : answers) {
                    assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(201);
                }
            }
        }
    }

    @Test
    @Order(1)
    @Timeout(60)
    void an_instance_that_starts_without_it_sells_what_has_no_waiting_room(Corner corner) {
        try (var west = new Instance(corner, "--spring.data.redis.port=1")) {
            var fidelio = west.openEvening(1, 1, 1);
            assertThat(west.hold(anna, fidelio, "A-1-1").status()).isEqualTo(201);
            assertThat(anna.get(west.address(), "/actuator/health/readiness").status())
                    .isEqualTo(200);
        }
    }

    @Test
    @Order(2)
    @Timeout(60)
    void while_it_is_away_one_gate_is_closed_and_the_other_believes_signatures_for_a_while() {
        var carl = open.somebody();
        var carlsToken = open.tokenOf(carl);
        var carlsOrder = north.readyWith(
                        carlsToken, carl, hold(north, open, carl, carlsToken, 2).at("/holdId"))
                .at("/orderId");

        redis.stop();

        eachOf(instance -> {
            notChecked(() -> hold(instance, closed, anna, annasToken, 3));
            notChecked(() -> instance.readyWith(annasToken, anna, closed.evening() + ".nobodys"));
        });
        eachOf(instance -> assertThat(hold(instance, open, ben, bensToken, instance == north ? 3 : 4)
                        .status())
                .isEqualTo(201));

        var whereEmmaIs = status(emma);
        assertThat(whereEmmaIs.status()).isEqualTo(503);
        assertThat(whereEmmaIs.problem()).isEqualTo("waiting-room-away");
        assertThat(whereEmmaIs.headers()).containsKey("retry-after");

        // What operators see.
        eachOf(instance -> {
            var shut = policy(instance, closed);
            assertThat(Instant.parse(shut.at("/redis/awaySince"))).isBefore(Instant.now());
            assertThat(shut.at("/redis/lettingInUntil")).isEmpty();
            var ajar = policy(instance, open);
            assertThat(Instant.parse(ajar.at("/redis/lettingInUntil")))
                    .isEqualTo(Instant.parse(ajar.at("/redis/awaySince")).plus(OPEN_AT_MOST));
            assertThat(metric(instance, "rowlock.gate.believed")).isPositive();
            assertThat(metric(instance, "rowlock.gate.not.checked")).isPositive();
            assertThat(metric(instance, "rowlock.redis.away")).isPositive();
        });
        assertThat(metric(north, "rowlock.gate.open.without.redis") + metric(south, "rowlock.gate.open.without.redis"))
                .isPositive();

        // What was ended is known without Redis, and what is no good admission is not believed either.
        assertThat(north.succeed(carl, carlsOrder, "txn-" + carlsOrder).status())
                .isEqualTo(202);
        await().atMost(OPEN_AT_MOST)
                .untilAsserted(() -> assertThat(north.holdWith(carlsToken, carl, open.evening(), "Z-1-1")
                                .problem())
                        .isEqualTo("admission-revoked"));
        assertThat(hold(south, open, ben, open.tokenOf(carl), 5).problem()).isEqualTo("admission-of-another-buyer");

        // An evening without a waiting room never notices.
        var ungated = south.openEvening(1, 1, 1);
        assertThat(south.hold(ben, ungated, "A-1-1").status()).isEqualTo(201);

        // And no longer than the policy says.
        eachOf(instance -> {
            await().atMost(PATIENCE)
                    .until(() -> hold(instance, open, ben, bensToken, 1).status() == 503);
            assertThat(Instant.now())
                    .isAfterOrEqualTo(Instant.parse(policy(instance, open).at("/redis/lettingInUntil")));
            notChecked(() -> hold(instance, open, ben, bensToken, 5));
        });
    }

    @Test
    @Order(3)
    @Timeout(60)
    void when_it_is_back_whoever_was_in_goes_on() {
        redis.startAgain();

        eachOf(instance -> await().atMost(PATIENCE)
                .until(() -> hold(instance, closed, anna, annasToken, 1).status() == 409));
        assertThat(status(emma).at("/state")).isEqualTo("WAITING");
        assertThat(enter(emma).at("/receipt")).isEqualTo(emmasReceipt);
        var held = hold(north, closed, anna, annasToken, 3);
        assertThat(held.status()).as(held.body()).isEqualTo(201);
        assertThat(south.readyWith(annasToken, anna, held.at("/holdId")).status())
                .isEqualTo(201);
        sellsAgain(closed);
        sellsAgain(open);
        eachOf(instance -> await().atMost(PATIENCE).until(() -> isBack(instance)));

        // What ended meanwhile it may not have been told yet.
        var finn = closed.somebody();
        var finnsToken = closed.tokenOf(finn);
        assertThat(hold(north, closed, finn, finnsToken, 10).status()).isEqualTo(201);
        north.part(EndedAdmissions.class)
                .write(new ScheduleId(closed.evening()), new BuyerId(finn.id()), Instant.now(), false);
        eachOf(instance -> assertThat(
                        hold(instance, closed, finn, finnsToken, 11).problem())
                .isEqualTo("admission-revoked"));
    }

    @Test
    @Order(4)
    @Timeout(60)
    void when_it_has_forgotten_everything_places_are_lost_and_admissions_live_on_by_their_signature() {
        var dora = closed.somebody();
        var dorasToken = closed.tokenOf(dora);
        var bought = hold(north, closed, dora, dorasToken, 6).at("/holdId");
        var order = north.readyWith(dorasToken, dora, bought).at("/orderId");
        assertThat(north.succeed(dora, order, "txn-" + order).status()).isEqualTo(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                hold(south, closed, dora, dorasToken, 7).problem())
                        .isEqualTo("admission-revoked"));

        redis.startEmpty();

        // Whoever waited is told, and takes part in a new draw.
        await().atMost(PATIENCE).until(() -> status(emma).status() == 410);
        var lost = status(emma);
        assertThat(lost.problem()).isEqualTo("places-lost");

        // And Redis of whatever had ended, before anybody shows it.
        var dorasAdmission = north.part(AdmissionTokens.class).read(dorasToken);
        await().atMost(PATIENCE)
                .until(() -> north.part(Queue.class)
                                .check(
                                        dorasAdmission.schedule(),
                                        dorasAdmission.id(),
                                        dorasAdmission.buyer(),
                                        dorasAdmission.end())
                        instanceof Checked.Ended);

        var anew = enter(emma);
        assertThat(anew.at("/state")).isEqualTo("PREQUEUE");
        assertThat(anew.at("/receipt")).isNotEqualTo(emmasReceipt);

        eachOf(instance -> await().atMost(PATIENCE)
                .until(() -> hold(instance, closed, anna, annasToken, 1).status() == 409));
        assertThat(hold(north, closed, anna, annasToken, 4).status()).isEqualTo(201);
        assertThat(hold(south, open, ben, bensToken, 7).status()).isEqualTo(201);
        eachOf(instance -> assertThat(
                        hold(instance, closed, dora, dorasToken, 7).problem())
                .isEqualTo("admission-revoked"));
        sellsAgain(closed);
        sellsAgain(open);
    }

    @Test
    @Order(5)
    @Timeout(60)
    void who_has_entered_anew_comes_in_by_a_new_draw() {
        put(closed, """
                "paused": false, "withoutRedis": "CLOSED\"""");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(emma).body()).contains("ADMITTED"));
        var token = status(emma).at("/admission/token");
        assertThat(hold(south, closed, emma, token, 9).status()).isEqualTo(201);
    }

    @Test
    @Order(6)
    @Timeout(60)
    void when_it_is_slow_the_gate_asks_all_the_same_and_when_it_hardly_answers_it_is_away() {
        eachOf(instance -> await().atMost(PATIENCE).until(() -> isBack(instance)));
        redis.lateBy(Duration.ofMillis(200));

        eachOf(instance -> {
            var began = System.nanoTime();
            assertThat(hold(instance, closed, anna, annasToken, 1).problem()).isEqualTo("seat-held");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(200));
            assertThat(hold(instance, open, ben, bensToken, 1).problem()).isEqualTo("seat-held");
            assertThat(policy(instance, closed).at("/redis/awaySince")).isEmpty();
        });
        sellsAgain(closed);
        sellsAgain(open);

        redis.lateBy(Duration.ofSeconds(5));

        eachOf(instance -> await().atMost(PATIENCE)
                .until(() -> hold(instance, closed, anna, annasToken, 1).status() == 503));
        notChecked(() -> hold(north, closed, anna, annasToken, 8));
        // By now nobody waits for it any more.
        await().atMost(PATIENCE).untilAsserted(() -> {
            var began = System.nanoTime();
            notChecked(() -> hold(north, closed, anna, annasToken, 8));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(400));
        });

        redis.lateBy(Duration.ZERO);

        eachOf(instance -> await().atMost(PATIENCE)
                .until(() -> hold(instance, closed, anna, annasToken, 1).status() == 409));
        sellsAgain(closed);
        sellsAgain(open);
    }

    @Test
    @Order(7)
    @Timeout(120)
    void and_through_all_of_it_no_seat_was_sold_twice() {
        closed.end();
        open.end();
        Stream.of(closed, open)
                .forEach(sale -> assertThat(sale.seatsSoldOnceEach()).isGreaterThan(50));
        assertThat(Stream.of(closed, open).flatMap(sale -> sale.answersEver().stream()))
                .allMatch(said -> ANSWERS.stream().anyMatch(said::endsWith));
    }

    /** What the crowd may have been told, and nothing else. */
    private static final List<String> ANSWERS = List.of(
            " 201", " 202", " 409 seat-held", " 409 seat-sold", " 503 admission-not-checked", " 503 command-not-done");

    private static Answer hold(Instance instance, Sale sale, Person buyer, String token, int seat) {
        return instance.holdWith(token, buyer, sale.evening(), sale.ownSeat(seat));
    }

    private Answer enter(Person buyer) {
        return buyer.post(north.address(), "/api/queue/enter", """
                {"scheduleId": "%s"}""".formatted(closed.evening()));
    }

    /** No sooner than one may ask again; whoever is told 429 has to wait from then on. */
    private Answer status(Person buyer) {
        return await().pollDelay(AS_OFTEN_AS_ALLOWED)
                .pollInterval(AS_OFTEN_AS_ALLOWED)
                .atMost(PATIENCE)
                .until(
                        () -> buyer.get(south.address(), "/api/queue/status?scheduleId=" + closed.evening()),
                        answer -> answer.status() != 429);
    }

    private static void notChecked(Supplier<Answer> attempt) {
        var answer = attempt.get();
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("admission-not-checked");
        assertThat(answer.headers().get("retry-after")).isEqualTo("5");
    }

    private void eachOf(Consumer<Instance> look) {
        Stream.of(north, south).forEach(look);
    }

    private void sellsAgain(Sale sale) {
        sale.answersSinceLastAsked();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sale.answersSinceLastAsked())
                        .containsKey("pay 202")
                        .doesNotContainKey("hold 503 admission-not-checked"));
    }

    private static double metric(Instance instance, String name) {
        return instance.part(MeterRegistry.class)
                .get(name)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    private static Answer policy(Instance instance, Sale sale) {
        var answer = OTTO.get(instance.address(), "/api/queue/" + sale.evening() + "/policy");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private boolean isBack(Instance instance) {
        return policy(instance, closed).at("/redis/awaySince").isEmpty();
    }

    private void put(Sale sale, String more) {
        var changed = Person.send(HttpRequest.newBuilder(
                        north.address().resolve("/api/queue/" + sale.evening() + "/policy"))
                .header("Authorization", "Bearer " + TokenMint.ofThisRun().tokenFor(OTTO.id(), "OPERATOR"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("""
                        {"admitPerSecond": 100, "maxActive": 1000, "admissionFor": "PT10M", %s}""".formatted(more)))
                .build());
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }
}
