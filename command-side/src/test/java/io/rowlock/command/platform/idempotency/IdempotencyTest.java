package io.rowlock.command.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.command.running.RunningApp;
import io.rowlock.command.running.RunningApp.Answer;
import io.rowlock.slowposts.SlowPosts;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.TokenMint;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
    private static final String ANNA = bearer("usr-anna");
    private static final String BEN = bearer("usr-ben");

    private final RunningApp one;
    private final RunningApp other;
    private String what = "";

    IdempotencyTest(Corner corner) {
        one = RunningApp.in(corner, List.of(SlowPosts.class), "--rowlock.idempotency.taken-over-after=2s");
        other = RunningApp.in(corner, List.of(SlowPosts.class), "--rowlock.idempotency.taken-over-after=2s");
    }

    @AfterAll
    void stop() {
        one.close();
        other.close();
    }

    @BeforeEach
    void each_test_orders_something_of_its_own(TestInfo test) {
        what = test.getTestMethod().orElseThrow().getName()
                + test.getDisplayName().replaceAll("[^a-z0-9]", "");
    }

    @Test
    void the_same_key_and_body_get_the_same_answer_from_any_instance_and_are_carried_out_once() {
        var first = post(one, ANNA, "key-1", order(201));
        for (var again : List.of(post(one, ANNA, "key-1", order(201)), post(other, ANNA, "key-1", order(201)))) {
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            for (var header : List.of("Content-Type", "Location", "Rowlock-Position")) {
                assertThat(again.header(header)).isEqualTo(first.header(header)).isNotEmpty();
            }
        }
        assertThat(SlowPosts.times(what)).isOne();
    }

    @Test
    void without_a_key_a_post_is_carried_out_as_often_as_it_is_sent() {
        one.post("/api/slow-posts", order(201), ANNA);
        one.post("/api/slow-posts", order(201), ANNA);
        assertThat(SlowPosts.times(what)).isEqualTo(2);
    }

    @Test
    void of_fifty_requests_with_one_key_over_two_instances_one_is_carried_out() throws Exception {
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            var app = i % 2 == 0 ? one : other;
            requests.add(() -> post(app, ANNA, "key-50", order(201)));
        }
        try (var callers = Executors.newFixedThreadPool(50)) {
            var answers =
                    callers.invokeAll(requests).stream().map(Future::resultNow).toList();
            assertThat(SlowPosts.times(what)).isOne();
            assertThat(answers)
                    .extracting(Answer::status)
                    .isSubsetOf(201, 409) // on a fast day nobody comes while the first is still in flight
                    .contains(201);
            assertThat(answers)
                    .filteredOn(it -> it.status() == 201)
                    .extracting(Answer::body)
                    .containsOnly("{\"what\":\"" + what + "\",\"times\":1}");
            assertThat(answers)
                    .filteredOn(it -> it.status() == 409)
                    .allSatisfy(it -> assertThat(it.text("type")).isEqualTo("/problems/request-in-flight"));
        }
        assertThat(post(other, ANNA, "key-50", order(201)).status()).isEqualTo(201);
        assertThat(SlowPosts.times(what)).isOne();
    }

    @Test
    void while_the_first_is_in_flight_the_second_is_told_to_come_back() throws Exception {
        var gate = SlowPosts.gateFor(what);
        var first = CompletableFuture.supplyAsync(() -> post(one, ANNA, "key-2", order(201)));
        gate.awaitArrival();
        var second = post(other, ANNA, "key-2", order(201));
        assertThatItIs(second, 409, "request-in-flight");
        assertThat(second.header("Retry-After")).isEqualTo("1");
        assertThatItIs(post(other, ANNA, "key-2", order(200)), 422, "key-reused");
        gate.letOut();
        assertThat(first.join().status()).isEqualTo(201);
        assertThat(post(other, ANNA, "key-2", order(201)).body())
                .isEqualTo(first.join().body());
    }

    @Test
    void what_an_instance_left_in_flight_is_taken_over_in_time_and_it_cannot_spoil_the_answer_afterwards()
            throws Exception {
        var gate = SlowPosts.gateFor(what);
        var stuck = CompletableFuture.supplyAsync(() -> post(one, ANNA, "key-3", order(201)));
        gate.awaitArrival();
        assertThatItIs(post(other, ANNA, "key-3", order(201)), 409, "request-in-flight");
        var rescued = await().atMost(Duration.ofSeconds(20))
                .until(() -> post(other, ANNA, "key-3", order(201)), it -> it.status() == 201);
        assertThat(rescued.json().get("times").asInt()).isEqualTo(2);
        gate.letOut();
        assertThat(stuck.join().json().get("times").asInt()).isEqualTo(1);
        assertThat(post(one, ANNA, "key-3", order(201)).body()).isEqualTo(rescued.body());
        assertThat(SlowPosts.times(what)).isEqualTo(2);
    }

    @Test
    void a_key_with_another_body_or_address_is_refused() {
        post(one, ANNA, "key-4", order(201));
        assertThatItIs(post(one, ANNA, "key-4", order(200)), 422, "key-reused");
        assertThatItIs(
                one.post("/api/slow-posts/thrown", order(201), ANNA, "Idempotency-Key: key-4"), 422, "key-reused");
        assertThatItIs(one.post("/api/slow-posts?x=y", order(201), ANNA, "Idempotency-Key: key-4"), 422, "key-reused");
        assertThat(SlowPosts.times(what)).isOne();
    }

    @Test
    void annas_key_is_not_bens() {
        post(one, ANNA, "key-5", order(201));
        var bens = post(one, BEN, "key-5", order(201));
        assertThat(bens.json().get("times").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 400, 404, 409, 428, 430, 499})
    void answers_below_500_are_remembered(int status) {
        post(one, ANNA, "key-6-" + status, order(status));
        assertThat(post(other, ANNA, "key-6-" + status, order(status)).status()).isEqualTo(status);
        assertThat(SlowPosts.times(what)).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 599})
    void what_may_go_another_way_next_time_frees_the_key(int status) {
        post(one, ANNA, "key-7-" + status, order(status));
        assertThat(post(other, ANNA, "key-7-" + status, order(status)).status()).isEqualTo(status);
        assertThat(SlowPosts.times(what)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"500, 2", "503, 2", "429, 2", "409, 1"})
    void what_is_thrown_is_told_as_a_problem_and_remembered_or_not_by_its_status(int status, int times) {
        for (int i = 0; i < 2; i++) {
            var answer = one.post("/api/slow-posts/thrown", order(status), ANNA, "Idempotency-Key: key-8-" + status);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.json().get("instance").asString()).isEqualTo("/api/slow-posts/thrown");
        }
        assertThat(SlowPosts.times(what)).isEqualTo(times);
    }

    @Test
    void a_faulty_request_is_told_its_faults_again() {
        for (int i = 0; i < 2; i++) {
            var answer = post(one, ANNA, "key-9", "{\"what\":");
            assertThatItIs(answer, 400, "invalid-request");
            assertThat(answer.json().at("/errors/0/rule").asString()).isEqualTo("malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb"})
    void a_key_is_1_to_100_visible_characters(String key) {
        assertThatTheKeyIsMalformed(post(one, ANNA, key, order(201)));
        assertThat(SlowPosts.times(what)).isZero();
    }

    @Test
    void a_key_of_100_characters_is_taken_and_one_of_101_is_not() {
        assertThat(post(one, ANNA, "k".repeat(100), order(201)).status()).isEqualTo(201);
        assertThatTheKeyIsMalformed(post(one, ANNA, "k".repeat(101), order(201)));
        assertThatTheKeyIsMalformed(
                one.post("/api/slow-posts", order(201), ANNA, "Idempotency-Key: a", "Idempotency-Key: b"));
    }

    @Test
    void whoever_is_refused_at_the_gate_leaves_no_trace() {
        assertThatItIs(one.post("/api/slow-posts", order(201), "Idempotency-Key: key-10"), 401, "unauthenticated");
        assertThatItIs(
                post(one, ANNA.substring(0, ANNA.length() - 9), "key-10", order(201)), 401, "token-not-believed");
        assertThatItIs(one.post("/api/concerts", "{}", ANNA, "Idempotency-Key: key-10"), 403, "forbidden");
        assertThat(rows("key-10")).isZero();
    }

    @Test
    void a_body_that_is_too_large_leaves_no_trace() {
        assertThatItIs(post(one, ANNA, "key-11", "x".repeat(70_000)), 413, "body-too-large");
        assertThat(rows("key-11")).isZero();
    }

    @Test
    void a_body_that_never_becomes_whole_is_the_callers_fault_and_leaves_no_trace() throws IOException {
        try (var caller = new Socket("localhost", one.port())) {
            caller.getOutputStream()
                    .write(("POST /api/slow-posts HTTP/1.1\r\nHost: localhost\r\n" + ANNA
                                    + "\r\nIdempotency-Key: key-16\r\nContent-Length: 100\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            caller.shutdownOutput();
            assertThat(new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("/problems/invalid-request");
        }
        assertThat(rows("key-16")).isZero();
    }

    @Test
    void a_sign_up_that_is_sent_twice_makes_one_account_and_keeps_nothing_personal() {
        var person = "{\"email\":\"uma@example.test\",\"password\":\"correct horse\",\"name\":\"Uma\"}";
        var first = one.post("/api/auth/signup", person, "Idempotency-Key: key-12");
        var again = other.post("/api/auth/signup", person, "Idempotency-Key: key-12");
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        var elses = person.replace("uma", "vera");
        assertThatItIs(one.post("/api/auth/signup", elses, "Idempotency-Key: key-12"), 422, "key-reused");
        assertThat(sql().sql("SELECT row_to_json(r)::text FROM remembered_answer r WHERE idempotency_key = 'key-12'")
                        .query(String.class)
                        .single())
                .contains("anonymous")
                .doesNotContain("uma")
                .doesNotContain("Uma")
                .doesNotContain("horse");
    }

    @Test
    void answers_with_tokens_are_never_kept() {
        var person = "{\"email\":\"wilma@example.test\",\"password\":\"correct horse\",\"name\":\"Wilma\"}";
        one.post("/api/auth/signup", person);
        var credentials = "{\"email\":\"wilma@example.test\",\"password\":\"correct horse\"}";
        var first = one.post("/api/auth/login", credentials, "Idempotency-Key: key-13");
        var second = one.post("/api/auth/login", credentials, "Idempotency-Key: key-13");
        assertThat(second.text("refreshToken")).isNotEqualTo(first.text("refreshToken"));
        var refresh = "{\"refreshToken\":\"" + first.text("refreshToken") + "\"}";
        assertThat(one.post("/api/auth/refresh", refresh, "Idempotency-Key: key-13")
                        .status())
                .isEqualTo(200);
        assertThat(one.post("/api/auth/logout", refresh, "Idempotency-Key: key-13")
                        .status())
                .isEqualTo(204);
        assertThat(one.post("/api/auth/l%6Fgin", credentials, "Idempotency-Key: key-13")
                        .status())
                .isEqualTo(200);
        assertThat(rows("key-13")).isZero();
    }

    @Test
    void after_a_day_a_key_is_as_good_as_new_and_not_a_minute_earlier() {
        post(one, ANNA, "key-14", order(201));
        grow("key-14", "23 hours 59 minutes");
        assertThat(post(one, ANNA, "key-14", order(201)).json().get("times").asInt())
                .isEqualTo(1);
        grow("key-14", "1 minute");
        assertThat(post(one, ANNA, "key-14", order(201)).json().get("times").asInt())
                .isEqualTo(2);
        assertThat(post(one, ANNA, "key-14", order(201)).json().get("times").asInt())
                .isEqualTo(2);
    }

    @Test
    void old_answers_are_swept_out_and_young_ones_stay() {
        post(one, ANNA, "key-15-old", order(201));
        post(one, ANNA, "key-15-young", order(201));
        grow("key-15-old", "24 hours");
        one.part(RememberedAnswers.class).sweepOutOld();
        assertThat(rows("key-15-old")).isZero();
        assertThat(rows("key-15-young")).isOne();
    }

    @Test
    void the_document_tells_of_the_key_where_there_is_one() {
        var paths = one.get("/v3/api-docs").json().get("paths");
        assertThat(paths.at("/~1api~1auth~1signup/post/parameters").toString()).contains("Idempotency-Key");
        assertThat(paths.at("/~1api~1auth~1login/post").toString()).doesNotContain("Idempotency-Key");
        assertThat(paths.at("/~1api~1users~1me/get").toString()).doesNotContain("Idempotency-Key");
    }

    private void grow(String key, String older) {
        sql().sql("UPDATE remembered_answer SET claimed_at = claimed_at - CAST(:older AS INTERVAL)"
                        + " WHERE idempotency_key = :key")
                .param("older", older)
                .param("key", key)
                .update();
    }

    private int rows(String key) {
        return sql().sql("SELECT count(*) FROM remembered_answer WHERE idempotency_key = :key")
                .param("key", key)
                .query(Integer.class)
                .single();
    }

    private JdbcClient sql() {
        return one.part(JdbcClient.class);
    }

    private String order(int status) {
        return "{\"what\":\"%s\",\"status\":%d}".formatted(what, status);
    }

    private static Answer post(RunningApp app, String bearer, String key, String body) {
        return app.post("/api/slow-posts", body, bearer, "Idempotency-Key: " + key);
    }

    private static String bearer(String subject) {
        return "Authorization: Bearer " + TokenMint.ofThisRun().tokenFor(subject, "BUYER");
    }

    private static void assertThatTheKeyIsMalformed(Answer answer) {
        assertThatItIs(answer, 400, "invalid-request");
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("Idempotency-Key");
        assertThat(answer.json().at("/errors/0/rule").asString()).isEqualTo("malformed");
    }

    private static void assertThatItIs(Answer answer, int status, String kind) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("type")).isEqualTo("/problems/" + kind);
    }
}
