package io.rowlock.command.waitingroom.entrance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.Instance;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@OnRealServers
class BuyersTest {
    private static final Person OTTO = Person.operator("otto");
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final AtomicInteger TESTS = new AtomicInteger();

    private static Instance app;

    // Others in every test, for how often an account enters is counted over all evenings.
    private final int test = TESTS.incrementAndGet();
    private final Person anna = Person.buyer("anna-" + test);
    private final Person ben = Person.buyer("ben-" + test);

    @BeforeAll
    static void an_instance_runs(Corner corner) {
        app = new Instance(
                corner,
                "--server.forward-headers-strategy=native",
                "--rowlock.waiting-room.entries.per-address.burst=200",
                "--rowlock.waiting-room.entries.per-address.every=1h",
                "--rowlock.waiting-room.entries.per-account.burst=5",
                "--rowlock.waiting-room.entries.per-account.every=1h",
                "--rowlock.waiting-room.entries.leaving.burst=2",
                "--rowlock.waiting-room.entries.leaving.every=1h",
                "--rowlock.waiting-room.entries.asking.burst=5",
                "--rowlock.waiting-room.entries.asking.every=1m");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void before_the_opening_anna_is_in_the_list_and_has_no_position() {
        var evening = gated(Duration.ofHours(1));
        var state = enter(anna, evening);
        assertThat(state.status()).isEqualTo(200);
        assertThat(state.at("/state")).isEqualTo("PREQUEUE");
        assertThat(state.json().at("/position").isNull()).isTrue();
        assertThat(state.json().at("/estimatedWait").isNull()).isTrue();
        assertThat(state.at("/pollAfter")).isEqualTo("30");
        assertThat(state.at("/receipt")).matches("[0-9a-f]{32}");
        assertThat(state.at("/left/fromPrice/amount")).isEqualTo("80000");
        assertThat(state.at("/left/toPrice/amount")).isEqualTo("150000");
        assertThat(state.json().at("/left/soldOutGrades").size()).isZero();
    }

    @Test
    void entering_again_gives_the_same_place() {
        var evening = gated(Duration.ofHours(1));
        var first = enter(anna, evening);
        enter(ben, evening);
        assertThat(enter(anna, evening).at("/receipt")).isEqualTo(first.at("/receipt"));
        await().atMost(SOON).until(() -> serving(evening).at("/waiting").equals("2"));
    }

    @Test
    void when_it_opens_anna_is_admitted_and_holds_a_seat_with_what_she_was_given() {
        var evening = gated(Duration.ofHours(1));
        enter(anna, evening);
        assertThat(OTTO.post(app.address(), "/api/queue/" + evening + "/open", "")
                        .status())
                .isEqualTo(204);
        var admitted = awaitAdmission(anna, evening);
        assertThat(Instant.parse(admitted.at("/admission/expiresAt"))).isAfter(Instant.now());

        var token = admitted.at("/admission/token");
        var held = anna.post(app.address(), "/api/tickets/hold", """
                {"scheduleId": "%s", "seats": ["A-1-1"]}""".formatted(evening), "X-Queue-Token", token);
        assertThat(held.status()).isEqualTo(201);
    }

    @Test
    void those_who_wait_are_told_what_is_left() {
        var evening = gated(Duration.ofHours(1));
        var opera = Person.organiser("opera");
        var balcony =
                IntStream.rangeClosed(1, 10).mapToObj(number -> "B-1-" + number).toArray(String[]::new);
        app.block(opera, evening.value(), balcony);
        await().atMost(SOON).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            var left = enterOnce(evening).json().at("/left");
            assertThat(left.at("/soldOutGrades/0").asString()).isEqualTo("Balcony");
            assertThat(left.at("/fromPrice/amount").asInt()).isEqualTo(150_000);
        });
        app.unblock(opera, evening.value(), "B-1-7");
        await().atMost(SOON).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            var left = enterOnce(evening).json().at("/left");
            assertThat(left.at("/soldOutGrades").size()).isZero();
            assertThat(left.at("/fromPrice/amount").asInt()).isEqualTo(80_000);
        });
    }

    /** Somebody new each time, for nobody may enter or ask as often as it takes. */
    private static Answer enterOnce(ScheduleId evening) {
        return enter(Person.buyer("somebody-" + TESTS.incrementAndGet()), evening);
    }

    @Test
    void who_leaves_has_no_place() {
        var evening = gated(Duration.ofHours(1));
        enter(anna, evening);
        assertThat(anna.delete(app.address(), "/api/queue?scheduleId=" + evening)
                        .status())
                .isEqualTo(204);
        assertThat(status(anna, evening).at("/state")).isEqualTo("NOT_QUEUED");
    }

    @Test
    void who_polls_sooner_than_told_is_refused_and_told_when_to_come_back() {
        var evening = gated(Duration.ofHours(1));
        enter(anna, evening);
        assertThat(status(anna, evening).status()).isEqualTo(200);
        var tooSoon = status(anna, evening);
        assertThat(tooSoon.status()).isEqualTo(429);
        assertThat(tooSoon.problem()).isEqualTo("polled-too-soon");
        assertThat(Integer.parseInt(tooSoon.headers().get("retry-after"))).isBetween(20, 30);
        assertThat(status(ben, evening).status()).isEqualTo(200);
    }

    @Test
    void however_often_annas_other_window_asks_too_soon_she_is_answered_when_it_is_time() {
        var evening = gated(Duration.ofSeconds(8));
        enter(anna, evening);
        assertThat(status(anna, evening).status()).isEqualTo(200);
        var answers = new ArrayList<Integer>();
        await().atMost(Duration.ofSeconds(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    answers.add(status(anna, evening).status());
                    return answers.getLast() == 200;
                });
        assertThat(answers).first().isEqualTo(429);
    }

    @Test
    void who_polls_as_told_is_not_blamed() {
        var evening = gated(Duration.ofSeconds(5));
        enter(anna, evening);
        var first = status(anna, evening);
        assertThat(first.at("/pollAfter")).isEqualTo("1");
        var asked = Instant.now();
        await().until(() -> Instant.now().isAfter(asked.plusSeconds(1)));
        assertThat(status(anna, evening).status()).isEqualTo(200);
    }

    @Test
    void who_asks_again_and_again_without_a_place_is_refused() {
        var evening = gated(Duration.ofHours(1));
        var clara = Person.buyer("clara");
        for (int i = 0; i < 5; i++) {
            assertThat(status(clara, evening).at("/state")).isEqualTo("NOT_QUEUED");
        }
        var refused = status(clara, evening);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().get("retry-after")).isNotEqualTo("0");
    }

    @Test
    void an_account_that_enters_too_often_is_refused_and_is_told_beforehand_how_often_it_may() {
        var evening = gated(Duration.ofHours(1));
        var dora = Person.buyer("dora");
        var first = enter(dora, evening);
        assertThat(first.headers().get("ratelimit-policy"))
                .isEqualTo("\"address\";q=200;w=720000, \"account\";q=5;w=18000");
        assertThat(first.headers().get("ratelimit")).matches("\"address\";r=\\d+;t=\\d+, \"account\";r=4;t=3600");
        for (int i = 0; i < 4; i++) {
            assertThat(enter(dora, evening).status()).isEqualTo(200);
        }
        var refused = enter(dora, evening);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-entries");
        assertThat(Integer.parseInt(refused.headers().get("retry-after"))).isBetween(3_590, 3_600);
        assertThat(refused.headers().get("ratelimit")).contains("\"account\";r=0;");
    }

    @Test
    void who_comes_and_goes_after_the_opening_cannot_use_up_the_places_of_that_evening() {
        var evening = gated(Duration.ofHours(1));
        comeAndGo(anna, evening); // not counted, it is the same place
        OTTO.post(app.address(), "/api/queue/" + evening + "/open", "");
        await().atMost(SOON)
                .until(() -> Instant.parse(serving(evening).at("/opensAt")).isBefore(Instant.now()));
        comeAndGo(anna, evening);
        comeAndGo(anna, evening);

        var refused = enter(anna, evening);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-entries");
        assertThat(Integer.parseInt(refused.headers().get("retry-after"))).isBetween(3_590, 3_600);
        assertThat(refused.headers().get("ratelimit")).contains("\"account-that-left\";r=0;");
        assertThat(enter(ben, evening).status()).isEqualTo(200);
    }

    private static void comeAndGo(Person buyer, ScheduleId evening) {
        assertThat(enter(buyer, evening).status()).isEqualTo(200);
        assertThat(buyer.delete(app.address(), "/api/queue?scheduleId=" + evening)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void an_address_that_many_accounts_enter_from_is_refused_and_others_are_not() {
        var evening = gated(Duration.ofHours(1));
        for (int i = 0; i < 200; i++) {
            assertThat(enterFrom("203.0.113.7", Person.buyer("robot-" + i), evening)
                            .status())
                    .isEqualTo(200);
        }
        var refused = enterFrom("203.0.113.7", anna, evening);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().at("/detail").asString()).startsWith("This address");
        assertThat(enterFrom("203.0.113.8", anna, evening).status()).isEqualTo(200);
    }

    @Test
    void a_full_room_sends_ben_away_and_says_when_to_come_back() {
        var evening = gated(Duration.ofHours(1));
        policy(evening, "\"capacity\": 1");
        assertThat(enter(anna, evening).status()).isEqualTo(200);
        var full = enter(ben, evening);
        assertThat(full.status()).isEqualTo(503);
        assertThat(full.problem()).isEqualTo("waiting-room-full");
        assertThat(full.headers().get("retry-after")).isEqualTo("30");
        assertThat(enter(anna, evening).status()).isEqualTo(200);
    }

    @Test
    void a_blocked_buyer_is_told_so_and_is_let_in_to_wait_when_unblocked() {
        var evening = gated(Duration.ofHours(1));
        OTTO.put(app.address(), "/api/queue/" + evening + "/blocked/" + ben.id(), "");
        assertThat(enter(ben, evening).problem()).isEqualTo("buyer-blocked");
        assertThat(status(ben, evening).status()).isEqualTo(403);
        OTTO.delete(app.address(), "/api/queue/" + evening + "/blocked/" + ben.id());
        assertThat(enter(ben, evening).status()).isEqualTo(200);
    }

    @Test
    void nobody_enters_a_room_that_is_closed_or_whose_sale_is_over() {
        var closed = gated(Duration.ofHours(1));
        OTTO.post(app.address(), "/api/queue/" + closed + "/close", "");
        assertThat(enter(anna, closed).problem()).isEqualTo("room-closed");
        var over = Evenings.gatedUntil(app, Instant.now().minusSeconds(1));
        var answer = enter(anna, over);
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.problem()).isEqualTo("room-over");
    }

    @Test
    void how_far_it_has_come_is_for_anybody_and_may_be_kept_for_a_second() {
        var evening = gated(Duration.ofHours(1));
        policy(evening, "\"message\": \"Soon\"");
        var answer =
                Person.send(HttpRequest.newBuilder(app.address().resolve("/api/queue/serving?scheduleId=" + evening))
                        .build());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("cache-control")).isEqualTo("max-age=1, public");
        assertThat(answer.at("/serving")).isEqualTo("0");
        assertThat(answer.at("/admitPerSecond")).isEqualTo("100");
        assertThat(answer.at("/message")).isEqualTo("Soon");
        assertThat(answer.at("/paused")).isEqualTo("false");
        assertThat(Instant.parse(answer.at("/asOf"))).isBefore(Instant.now().plusSeconds(5));
    }

    @Test
    void an_evening_without_a_waiting_room_cannot_be_waited_for() {
        var evening = Evenings.open(app, Evenings.soon(Duration.ofHours(1)));
        assertThat(enter(anna, evening).problem()).isEqualTo("room-not-found");
        assertThat(status(anna, evening).status()).isEqualTo(404);
    }

    private static ScheduleId gated(Duration opensIn) {
        var evening = Evenings.gated(app, Evenings.soon(opensIn));
        // Until it has been put up in Redis, nobody can enter.
        await().atMost(SOON).until(() -> serving(evening).status() == 200);
        return evening;
    }

    private static void policy(ScheduleId evening, String more) {
        assertThat(OTTO.put(app.address(), "/api/queue/" + evening + "/policy", """
                {"admitPerSecond": 100, "maxActive": 2000, "admissionFor": "PT10M", "paused": false, %s}""".formatted(more))
                        .status())
                .isEqualTo(200);
    }

    private static Answer awaitAdmission(Person buyer, ScheduleId evening) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(1_100))
                .until(() -> status(buyer, evening), it -> it.at("/state").equals("ADMITTED"));
    }

    private static Answer enter(Person buyer, ScheduleId evening) {
        return enterFrom("198.51.100.1", buyer, evening);
    }

    private static Answer enterFrom(String address, Person buyer, ScheduleId evening) {
        return buyer.post(
                app.address(), "/api/queue/enter", "{\"scheduleId\": \"" + evening + "\"}", "X-Forwarded-For", address);
    }

    private static Answer status(Person buyer, ScheduleId evening) {
        return buyer.get(app.address(), "/api/queue/status?scheduleId=" + evening);
    }

    private static Answer serving(ScheduleId evening) {
        return Person.send(
                HttpRequest.newBuilder(URI.create(app.address() + "/api/queue/serving?scheduleId=" + evening))
                        .build());
    }
}
