package io.rowlock.command.waitingroom.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.Instance;
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
import java.util.List;
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
    private static final int ROWS = 40;
    private static final int AT_A_TIME = 3;
    private static final Person OTTO = Person.operator("otto");

    private final FragileRedis redis = FragileRedis.start();
    private final Instance north;
    private final Instance south;
    private final Sale closed;
    private final Sale open;
    private final Person anna;
    private final String annasToken;
    private final Person ben;
    private final String bensToken;

    WithoutRedisTest(Corner corner) {
        var settings = redis.settings().toArray(String[]::new);
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
        var changed = put(open, """
                {"admitPerSecond": 100, "maxActive": 1000, "admissionFor": "PT10M", "paused": false,
                 "withoutRedis": "OPEN", "openAtMost": "%s"}""".formatted(OPEN_AT_MOST));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
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
        sellsAgain(closed);
        sellsAgain(open);
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
        var held = hold(north, closed, anna, annasToken, 3);
        assertThat(held.status()).as(held.body()).isEqualTo(201);
        assertThat(south.readyWith(annasToken, anna, held.at("/holdId")).status())
                .isEqualTo(201);
        sellsAgain(closed);
        sellsAgain(open);
        eachOf(instance -> await().atMost(PATIENCE).until(() -> isBack(instance)));
    }

    @Test
    @Order(4)
    @Timeout(60)
    void when_it_has_forgotten_everything_admissions_live_on_by_their_signature_and_used_ones_stay_used() {
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
    @Order(6)
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

    private Answer put(Sale sale, String json) {
        return Person.send(HttpRequest.newBuilder(north.address().resolve("/api/queue/" + sale.evening() + "/policy"))
                .header("Authorization", "Bearer " + TokenMint.ofThisRun().tokenFor(OTTO.id(), "OPERATOR"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json))
                .build());
    }
}
