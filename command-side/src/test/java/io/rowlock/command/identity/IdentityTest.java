package io.rowlock.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlock.command.running.RunningApp;
import io.rowlock.command.running.RunningApp.Answer;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.TokenMint;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@OnRealServers
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityTest {
    private static final String PASSWORD = "correct horse";

    private final Corner corner;
    private final RunningApp app;

    IdentityTest(Corner corner) {
        this.corner = corner;
        app = RunningApp.in(corner, "--rowlock.tokens.sessions-per-account=3");
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void anna_signs_up_logs_in_and_is_known() {
        var signedUp = signUp("anna@example.test", "Anna");
        assertThat(signedUp.status()).isEqualTo(201);
        assertThat(signedUp.text("userId")).matches("usr-[0-9a-z]{16}");

        var tokens = logIn("anna@example.test", PASSWORD);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.text("tokenType")).isEqualTo("Bearer");
        assertThat(tokens.json().get("expiresIn").asLong()).isEqualTo(900);

        var me = me(tokens);
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("userId")).isEqualTo(signedUp.text("userId"));
        assertThat(me.text("email")).isEqualTo("anna@example.test");
        assertThat(me.text("name")).isEqualTo("Anna");
        assertThat(me.json().get("roles").valueStream().map(it -> it.asString()))
                .containsExactly("BUYER");
    }

    @Test
    void a_token_holds_an_id_and_roles_and_nothing_personal() {
        signUp("alma@example.test", "Alma");
        var token = logIn("alma@example.test", PASSWORD).text("accessToken");
        var claims = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        assertThat(claims.propertyNames()).containsExactlyInAnyOrder("iss", "sub", "iat", "exp", "roles");
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(900);
    }

    @Test
    void an_e_mail_address_is_one_persons_however_it_is_written() {
        assertThat(signUp("Berta@Example.test", "Berta").status()).isEqualTo(201);
        var second = signUp("berta@example.TEST", "Another Berta");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("type")).isEqualTo("/problems/email-taken");
        assertThat(logIn("BERTA@example.test", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void of_many_who_sign_up_with_one_address_at_once_one_gets_it() throws Exception {
        var answers = atOnce(12, () -> signUp("carla@example.test", "Carla"));
        assertThat(answers).filteredOn(it -> it.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(it -> it.status() == 409).hasSize(11);
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_answered_alike() {
        signUp("dora@example.test", "Dora");
        var wrong = logIn("dora@example.test", "wrong");
        var unknown = logIn("nobody@example.test", PASSWORD);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text("type")).isEqualTo("/problems/wrong-credentials");
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"rowlock\"");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(unknown.status()).isEqualTo(401);
    }

    @Test
    void an_unknown_address_costs_as_much_time_as_a_wrong_password() {
        signUp("emma@example.test", "Emma");
        logIn("emma@example.test", "wrong");
        var wrong = fastest(() -> logIn("emma@example.test", "wrong"));
        var unknown = fastest(() -> logIn("nobody@example.test", "wrong"));
        var tooLong = fastest(() -> logIn("emma@example.test", "x".repeat(100)));
        assertThat(unknown).isBetween(wrong / 2, wrong * 2);
        var empty = fastest(() -> logIn("emma@example.test", ""));
        assertThat(tooLong).isBetween(wrong / 2, wrong * 2);
        assertThat(empty).isBetween(wrong / 2, wrong * 2);
    }

    @Test
    void what_comes_after_the_72_bytes_that_bcrypt_reads_is_not_ignored() {
        var longest = "x".repeat(72);
        assertThat(signUp("frida@example.test", longest, "Frida").status()).isEqualTo(201);
        assertThat(logIn("frida@example.test", longest).status()).isEqualTo(200);
        assertThat(logIn("frida@example.test", longest + "y").status()).isEqualTo(401);
        assertThat(logIn("frida@example.test", "x".repeat(71)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "'', correct horse, Anna, email, required",
        "anna, correct horse, Anna, email, malformed",
        "a@example.test, 1234567, Anna, password, too-short",
        "a@example.test, 홍길동홍길동홍길동홍길동홍길동홍길동홍길동홍길동홍, Anna, password, too-long",
        "a@example.test, correct horse, ' ', name, required",
        "a@example.test, correct horse, An\\u0007na, name, malformed",
        "a@example.test, correct horse, An\\u0000na, name, malformed",
    })
    void a_sign_up_with_a_fault_is_told_which(String email, String password, String name, String field, String rule) {
        var answer = signUp(email, password, name);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(answer.json().at("/errors/0/rule").asString()).isEqualTo(rule);
    }

    @Test
    void a_password_of_eight_letters_is_just_long_enough() {
        assertThat(signUp("gerda@example.test", "12345678", "Gerda").status()).isEqualTo(201);
    }

    @Test
    void a_refresh_token_gives_new_tokens_once() {
        signUp("hanna@example.test", "Hanna");
        var first = logIn("hanna@example.test", PASSWORD);
        var second = refresh(first);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("refreshToken")).isNotEqualTo(first.text("refreshToken"));
        assertThat(me(second).status()).isEqualTo(200);
        assertThat(refresh(second).status()).isEqualTo(200);
    }

    @Test
    void a_refresh_token_that_is_used_again_ends_all_that_came_from_it() {
        signUp("ida@example.test", "Ida");
        var stolen = logIn("ida@example.test", PASSWORD);
        var elsewhere = logIn("ida@example.test", PASSWORD);
        var thiefs = refresh(stolen);
        assertThat(thiefs.status()).isEqualTo(200);
        assertThatItIsNotValid(refresh(stolen));
        assertThatItIsNotValid(refresh(thiefs));
        assertThat(refresh(elsewhere).status()).isEqualTo(200);
    }

    @Test
    void of_many_who_use_one_refresh_token_at_once_at_most_one_is_let_in() throws Exception {
        signUp("jana@example.test", "Jana");
        var tokens = logIn("jana@example.test", PASSWORD);
        var answers = atOnce(10, () -> refresh(tokens));
        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(it -> it.status() == 401).hasSize(9);
        answers.stream().filter(it -> it.status() == 200).forEach(it -> assertThatItIsNotValid(refresh(it)));
    }

    @Test
    void a_refresh_token_counts_no_more_after_logging_out() {
        signUp("klara@example.test", "Klara");
        var tokens = logIn("klara@example.test", PASSWORD);
        assertThat(logOut(tokens.text("refreshToken")).status()).isEqualTo(204);
        assertThatItIsNotValid(refresh(tokens));
        assertThat(logOut(tokens.text("refreshToken")).status()).isEqualTo(204);
        assertThat(logOut("anything").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"garbage", "a.b", "'AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'"})
    void a_refresh_token_that_was_never_ours_is_not_valid(String token) {
        assertThatItIsNotValid(app.post("/api/auth/refresh", "{\"refreshToken\":\"" + token + "\"}"));
    }

    @Test
    void the_oldest_log_in_makes_room() {
        signUp("lena@example.test", "Lena");
        var oldest = logIn("lena@example.test", PASSWORD);
        var next = logIn("lena@example.test", PASSWORD);
        assertThat(logIn("lena@example.test", PASSWORD).status()).isEqualTo(200);
        var kept = refresh(oldest);
        assertThat(kept.status()).isEqualTo(200);
        assertThat(logIn("lena@example.test", PASSWORD).status()).isEqualTo(200);
        assertThatItIsNotValid(refresh(kept));
        assertThat(refresh(next).status()).isEqualTo(200);
    }

    @Test
    void whoever_leaves_is_gone_and_may_come_back_as_somebody_new() {
        var userId = signUp("maria@example.test", "Maria").text("userId");
        var tokens = logIn("maria@example.test", PASSWORD);
        var bearer = "Authorization: Bearer " + tokens.text("accessToken");
        assertThat(app.ask("DELETE", "/api/users/me", "", bearer).status()).isEqualTo(204);

        assertThat(me(tokens).text("type")).isEqualTo("/problems/no-such-account");
        assertThat(logIn("maria@example.test", PASSWORD).status()).isEqualTo(401);
        assertThatItIsNotValid(refresh(tokens));
        assertThat(app.ask("DELETE", "/api/users/me", "", bearer).status()).isEqualTo(204);
        assertThat(rows("maria")).isZero();

        var again = signUp("maria@example.test", "Maria");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("userId")).isNotEqualTo(userId);
    }

    @Test
    void neither_passwords_nor_refresh_tokens_are_stored_as_they_are() {
        signUp("nora@example.test", "Nora");
        var token = logIn("nora@example.test", PASSWORD).text("refreshToken");
        assertThat(sql().sql("SELECT password_hash FROM account WHERE email = 'nora@example.test'")
                        .query(String.class)
                        .single())
                .startsWith("{bcrypt}$2a$10$");
        assertThat(sql().sql("SELECT encode(unused_token_hash, 'escape') FROM login_session")
                        .query(String.class)
                        .list())
                .noneMatch(it -> it.contains(token.split("\\.", -1)[1]));
    }

    @Test
    void sessions_that_have_ended_are_swept_out() {
        signUp("olivia@example.test", "Olivia");
        var gone = logIn("olivia@example.test", PASSWORD);
        var kept = logIn("olivia@example.test", PASSWORD);
        sql().sql("UPDATE login_session SET ends_at = now() - INTERVAL '1 second' WHERE session = :session")
                .param("session", gone.text("refreshToken").split("\\.", -1)[0])
                .update();
        app.part(Sessions.class).sweepOutEnded();
        assertThat(sql().sql("SELECT session FROM login_session")
                        .query(String.class)
                        .list())
                .contains(kept.text("refreshToken").split("\\.", -1)[0])
                .doesNotContain(gone.text("refreshToken").split("\\.", -1)[0]);
    }

    @Test
    void a_session_that_has_ended_is_not_renewed() {
        signUp("paula@example.test", "Paula");
        var tokens = logIn("paula@example.test", PASSWORD);
        sql().sql("UPDATE login_session SET ends_at = now() - INTERVAL '1 second' WHERE session = :session")
                .param("session", tokens.text("refreshToken").split("\\.", -1)[0])
                .update();
        assertThatItIsNotValid(refresh(tokens));
    }

    @Test
    void when_more_log_in_than_can_be_checked_the_others_are_asked_to_come_back() throws Exception {
        signUp("rosa@example.test", "Rosa");
        try (var narrow =
                RunningApp.in(corner, "--rowlock.identity.hashing.at-once=1", "--rowlock.identity.hashing.waiting=1")) {
            var answers = atOnce(20, () -> narrow.post("/api/auth/login", credentials("rosa@example.test", PASSWORD)));
            assertThat(answers).extracting(Answer::status).containsOnly(200, 503);
            assertThat(answers)
                    .filteredOn(it -> it.status() == 503)
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(it.header("Retry-After")).isEqualTo("2"))
                    .allSatisfy(it -> assertThat(it.text("type")).isEqualTo("/problems/too-many-log-ins"));
            assertThat(narrow.post("/api/auth/login", credentials("rosa@example.test", PASSWORD))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void two_instances_that_start_at_once_seed_each_account_once_and_a_third_start_changes_nothing() throws Exception {
        var both = atOnce(2, () -> RunningApp.in(corner, "--spring.profiles.active=demo"));
        both.forEach(RunningApp::close);
        try (var third = RunningApp.in(corner, "--spring.profiles.active=demo")) {
            assertThat(sql().sql("SELECT count(*) FROM account WHERE email LIKE '%@demo.test'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(3);
            var organiser = third.get("/api/users/me", third.bearer("organiser@demo.test", "demo-password"));
            assertThat(organiser.json().at("/roles/0").asString()).isEqualTo("ORGANISER");
            var operator = third.get("/api/users/me", third.bearer("operator@demo.test", "demo-password"));
            assertThat(operator.json().at("/roles").toString()).isEqualTo("[\"OPERATOR\",\"AUDITOR\"]");
            var buyer = third.get("/api/users/me", third.bearer("buyer@demo.test", "demo-password"));
            assertThat(buyer.json().at("/roles/0").asString()).isEqualTo("BUYER");
        }
    }

    @Test
    void an_instance_believes_the_tokens_of_another() throws Exception {
        signUp("sara@example.test", "Sara");
        var bearer = app.bearer("sara@example.test", PASSWORD);
        try (var other = RunningApp.in(corner)) {
            assertThat(other.get("/api/users/me", bearer).text("name")).isEqualTo("Sara");
        }
    }

    @Test
    void keys_that_are_no_pair_are_refused_at_the_start(CapturedOutput log) {
        var others = TokenMint.forger().settings().stream()
                .filter(it -> it.contains("rowlock.tokens.private-key"))
                .toList();
        assertThatThrownBy(() -> RunningApp.in(corner, others.toArray(String[]::new)))
                .isInstanceOf(RuntimeException.class);
        assertThat(log).contains("are not the two halves of one pair");
    }

    @Test
    void nothing_personal_is_logged(CapturedOutput log) {
        signUp("tina@example.test", "Tina");
        signUp("tina@example.test", "Tina");
        logIn("tina@example.test", "wrong password");
        logIn("tina@example.test", PASSWORD);
        signUp("tina", "1", "Tina");
        assertThat(log).doesNotContain("tina").doesNotContain("Tina").doesNotContain("correct horse");
    }

    private int rows(String like) {
        return sql().sql("SELECT count(*) FROM account WHERE email LIKE :like OR name LIKE :like")
                .param("like", "%" + like + "%")
                .query(Integer.class)
                .single();
    }

    private JdbcClient sql() {
        return app.part(JdbcClient.class);
    }

    private Answer signUp(String email, String name) {
        return signUp(email, PASSWORD, name);
    }

    private Answer signUp(String email, String password, String name) {
        return app.post(
                "/api/auth/signup",
                "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"%s\"}".formatted(email, password, name));
    }

    private Answer logIn(String email, String password) {
        return app.post("/api/auth/login", credentials(email, password));
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }

    private Answer refresh(Answer tokens) {
        return app.post("/api/auth/refresh", "{\"refreshToken\":\"" + tokens.text("refreshToken") + "\"}");
    }

    private Answer logOut(String refreshToken) {
        return app.post("/api/auth/logout", "{\"refreshToken\":\"" + refreshToken + "\"}");
    }

    private Answer me(Answer tokens) {
        return app.get("/api/users/me", "Authorization: Bearer " + tokens.text("accessToken"));
    }

    private static void assertThatItIsNotValid(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("type")).isEqualTo("/problems/refresh-token-not-valid");
    }

    /** Of several tries the fastest: what else runs on the machine only ever adds. */
    private static long fastest(Callable<Answer> call) {
        try {
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                long started = System.nanoTime();
                assertThat(call.call().status()).isEqualTo(401);
                best = Math.min(best, System.nanoTime() - started);
            }
            return best;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        try (var callers = Executors.newFixedThreadPool(times)) {
            var answers = Stream.generate(() -> call).limit(times).toList();
            return callers.invokeAll(answers).stream().map(Future::resultNow).toList();
        }
    }
}
