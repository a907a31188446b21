package io.rowlock.command.payment.provider.portone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlock.command.payment.provider.webhook.WebhookRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the example of the Standard Webhooks specification, which neither we nor our library made. */
class SignaturesTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEXT_SECRET = "whsec_bmV4dCBzZWNyZXQgb2YgdGhlIGNvbXBhbnk=";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIME = "1614265330";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private final Instant signedAt = Instant.ofEpochSecond(Long.parseLong(TIME));

    @Test
    void the_specifications_own_example_is_genuine() {
        assertThatCode(() -> look(signedAt, SIGNATURE)).doesNotThrowAnyException();
    }

    @Test
    void one_of_several_signatures_is_enough() {
        assertThatCode(() -> look(signedAt, "v1,AAAA v1a,BBBB " + SIGNATURE)).doesNotThrowAnyException();
    }

    @Test
    void while_secrets_change_either_counts() {
        var both = new Signatures(List.of(NEXT_SECRET, SECRET), Duration.ofMinutes(5), at(signedAt));
        assertThatCode(() -> both.mustBeGenuine(ID, TIME, SIGNATURE, BODY)).doesNotThrowAnyException();
        var next = new Signatures(List.of(NEXT_SECRET), Duration.ofMinutes(5), at(signedAt));
        assertThatThrownBy(() -> next.mustBeGenuine(ID, TIME, SIGNATURE, BODY)).hasMessage("WEBHOOK_NOT_GENUINE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "v1,",
                "v1,AAAA",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF="
            })
    void another_signature_is_not_genuine(String signature) {
        assertThatThrownBy(() -> look(signedAt, signature)).hasMessage("WEBHOOK_NOT_GENUINE");
    }

    @Test
    void whatever_is_signed_cannot_be_changed() {
        var signatures = new Signatures(List.of(SECRET), Duration.ofMinutes(5), at(signedAt));
        refuses(signatures, "msg_other", TIME, BODY);
        refuses(signatures, ID, "1614265331", BODY);
        refuses(signatures, ID, "soon", BODY);
        refuses(signatures, ID, TIME, BODY + " ");
        refuses(signatures, null, TIME, BODY);
        refuses(signatures, ID, null, BODY);
        assertThatThrownBy(() -> signatures.mustBeGenuine(ID, TIME, null, BODY)).hasMessage("WEBHOOK_NOT_GENUINE");
    }

    @Test
    void five_minutes_are_the_last_moment_in_both_directions() {
        var tolerance = Duration.ofMinutes(5);
        assertThatCode(() -> look(signedAt.plus(tolerance), SIGNATURE)).doesNotThrowAnyException();
        assertThatCode(() -> look(signedAt.minus(tolerance), SIGNATURE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> look(signedAt.plus(tolerance).plusSeconds(1), SIGNATURE))
                .hasMessage("WEBHOOK_TOO_OLD");
        assertThatThrownBy(() -> look(signedAt.minus(tolerance).minusSeconds(1), SIGNATURE))
                .hasMessage("WEBHOOK_TOO_OLD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_not base64!"})
    void a_secret_that_is_none_is_refused_and_not_told(String secret) {
        assertThatThrownBy(() -> new Signatures(List.of(secret), Duration.ofMinutes(5), at(signedAt)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("webhook-secrets")
                .hasMessageNotContaining("not base64")
                .hasNoCause();
    }

    private static void look(Instant now, String signature) {
        new Signatures(List.of(SECRET), Duration.ofMinutes(5), at(now)).mustBeGenuine(ID, TIME, signature, BODY);
    }

    private static void refuses(Signatures signatures, @Nullable String id, @Nullable String time, String body) {
        assertThatThrownBy(() -> signatures.mustBeGenuine(id, time, SIGNATURE, body))
                .isInstanceOf(WebhookRefused.class)
                .hasMessage("WEBHOOK_NOT_GENUINE");
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
