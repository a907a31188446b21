package io.rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import io.rowlock.web.Wire.Answer;
import io.rowlock.web.tiny.Keys;
import io.rowlock.web.tiny.TinyApp;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallersTest {
    private final Instant now = Instant.now();

    private final Keys ours;
    private final Keys others;
    private final ConfigurableApplicationContext app;
    private final Wire wire;

    CallersTest(@TempDir Path folder) throws IOException, GeneralSecurityException {
        ours = Keys.in(folder, 2048);
        others = Keys.in(folder, 2048);
        app = TinyApp.start(ours);
        wire = new Wire(TinyApp.port(app));
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void anna_is_known_by_her_tokens_subject() throws Exception {
        var answer = wire.get("/api/me", bearer(ours.sign(annas().build())));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("\"usr-anna\"");
    }

    @Test
    void anna_the_buyer_holds_a_seat_and_does_not_see_the_organisers_plans() throws Exception {
        var token = bearer(ours.sign(annas().build()));
        assertThat(wire.ask("POST", "/api/seats/A-1-1/hold", token).body()).isEqualTo("\"A-1-1 for usr-anna\"");
        assertThatItIs(wire.get("/api/plans", token), 403, "forbidden");
    }

    @Test
    void olga_the_organiser_sees_plans_and_does_not_hold_seats() throws Exception {
        var token = bearer(ours.sign(
                annas().subject("usr-olga").claim("roles", List.of("ORGANISER")).build()));
        assertThat(wire.get("/api/plans", token).body()).isEqualTo("\"usr-olga\"");
        assertThatItIs(wire.ask("POST", "/api/seats/A-1-1/hold", token), 403, "forbidden");
    }

    @ParameterizedTest
    @CsvSource({"OPERATOR, 200", "AUDITOR, 200", "ORGANISER, 403", "BUYER, 403"})
    void the_record_is_for_operators_and_auditors(String role, int status) throws Exception {
        var token = bearer(ours.sign(
                annas().subject("usr-otto").claim("roles", List.of(role)).build()));
        assertThat(wire.get("/api/record", token).status()).isEqualTo(status);
    }

    @Test
    void a_role_that_nobody_knows_gives_no_right() throws Exception {
        var token = bearer(
                ours.sign(annas().claim("roles", List.of("EMPEROR", "buyer")).build()));
        assertThatItIs(wire.ask("POST", "/api/seats/A-1-1/hold", token), 403, "forbidden");
        assertThatItIs(
                wire.ask(
                        "POST",
                        "/api/seats/A-1-1/hold",
                        bearer(ours.sign(annas().claim("roles", null).build()))),
                403,
                "forbidden");
    }

    @Test
    void whoever_brings_no_token_is_asked_for_one() throws IOException {
        for (var answer : List.of(
                wire.get("/api/me"),
                wire.get("/api/me", "Authorization: Basic YW5uYTphbm5h"),
                wire.ask("POST", "/api/seats/A-1-1/hold"))) {
            assertThatItIs(answer, 401, "unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"rowlock\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Bearer {}", "bearer a b", "Bearer ÿÿ"})
    void a_garbled_token_is_not_believed(String header) throws IOException {
        var answer = wire.get("/api/me", "Authorization: " + header);
        assertThatItIs(answer, 401, "token-not-believed");
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @Test
    void a_token_signed_by_others_or_by_nobody_is_not_believed() throws Exception {
        var claims = annas().build();
        assertThatItIs(wire.get("/api/me", bearer(others.sign(claims))), 401, "token-not-believed");
        assertThatItIs(wire.get("/api/me", bearer(Keys.unsigned(claims))), 401, "token-not-believed");
        assertThatItIs(
                wire.get("/api/me", bearer(ours.signWithThePublicKeyAsSecret(claims))), 401, "token-not-believed");
    }

    @Test
    void a_token_whose_claims_were_changed_afterwards_is_not_believed() throws Exception {
        var hers = ours.sign(annas().build()).split("\\.", -1);
        var bens = ours.sign(annas().subject("usr-ben").build()).split("\\.", -1);
        assertThatItIs(wire.get("/api/me", bearer(hers[0] + "." + bens[1] + "." + hers[2])), 401, "token-not-believed");
    }

    @Test
    void a_token_of_another_issuer_or_for_nobody_or_for_ever_is_not_believed() throws Exception {
        for (var claims : List.of(
                annas().issuer("elsewhere").build(),
                annas().issuer(null).build(),
                annas().subject(null).build(),
                annas().subject("anna@example.test").build(),
                annas().expirationTime(null).build(),
                annas().notBeforeTime(Date.from(now.plusSeconds(600))).build())) {
            assertThatItIs(wire.get("/api/me", bearer(ours.sign(claims))), 401, "token-not-believed");
        }
    }

    @ParameterizedTest
    @CsvSource({"60, 200", "-1, 200", "-10, 401"})
    void a_token_counts_until_it_expires_and_five_seconds_of_clock_skew_longer(int secondsLeft, int status)
            throws Exception {
        var token = ours.sign(annas().expirationTime(Date.from(Instant.now().plusSeconds(secondsLeft)))
                .build());
        assertThat(wire.get("/api/me", bearer(token)).status()).isEqualTo(status);
    }

    @Test
    void an_expired_token_is_told_apart_because_a_refresh_mends_it() throws Exception {
        var expired = ours.sign(
                annas().expirationTime(Date.from(now.minusSeconds(600))).build());
        var answer = wire.get("/api/me", bearer(expired));
        assertThatItIs(answer, 401, "token-expired");
        assertThat(answer.header("WWW-Authenticate")).contains("The token has expired");
    }

    @Test
    void an_expired_token_does_no_harm_where_none_is_needed() throws Exception {
        var expired = ours.sign(
                annas().expirationTime(Date.from(now.minusSeconds(600))).build());
        assertThat(wire.get("/api/open/search?page-size=1", bearer(expired)).status())
                .isEqualTo(200);
    }

    @Test
    void an_address_that_no_rule_names_is_closed_to_everybody() throws Exception {
        assertThatItIs(wire.get("/api/forgotten"), 401, "unauthenticated");
        assertThatItIs(wire.get("/api/forgotten", bearer(ours.sign(annas().build()))), 403, "forbidden");
    }

    @Test
    void an_open_address_that_asks_for_its_caller_is_answered_with_401_and_not_a_failure() throws IOException {
        assertThatItIs(wire.get("/api/open/caller"), 401, "unauthenticated");
    }

    @Test
    void a_head_request_needs_what_a_get_needs() throws Exception {
        assertThat(wire.ask("HEAD", "/api/me").status()).isEqualTo(401);
        assertThat(wire.ask("HEAD", "/api/me", bearer(ours.sign(annas().build())))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void no_session_and_no_cookie_is_ever_made() throws Exception {
        assertThat(wire.get("/api/me", bearer(ours.sign(annas().build()))).headers())
                .doesNotContainKey("Set-Cookie");
    }

    private JWTClaimsSet.Builder annas() {
        return new JWTClaimsSet.Builder()
                .subject("usr-anna")
                .issuer("rowlock")
                .issueTime(Date.from(now.minusSeconds(900)))
                .expirationTime(Date.from(now.plusSeconds(900)))
                .claim("roles", List.of("BUYER"));
    }

    private static String bearer(String token) throws JOSEException {
        return "Authorization: Bearer " + token;
    }

    private static void assertThatItIs(Answer answer, int status, String kind) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/" + kind);
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().get("instance").asString()).startsWith("/api/");
    }
}
