package io.rowlock.command.payment.provider.portone;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.rowlock.command.payment.provider.webhook.WebhookRefused;
import io.rowlock.command.payment.provider.webhook.WebhookRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose a webhook is by its signature, as Standard Webhooks describes it.
 *
 * <p>The library signs; comparing and judging the time are done here, because the library takes the time from the system and
 * does not tell a forged webhook from an old one.
 */
final class Signatures {
    private static final String VERSION = "v1,";

    private final List<Webhook> signers;
    private final long toleranceSeconds;
    private final Clock clock;

    Signatures(List<String> secrets, Duration tolerance, Clock clock) {
        this.signers = secrets.stream().map(Signatures::signer).toList();
        this.toleranceSeconds = tolerance.toSeconds();
        this.clock = clock;
    }

    private static Webhook signer(String secret) {
        try {
            return new Webhook(secret);
        } catch (EmptyWebhookSecretException | IllegalArgumentException unusable) {
            // Without the cause, which may quote the secret.
            throw new IllegalArgumentException(
                    "Each of rowlock.payment.portone.webhook-secrets must be whsec_ and Base64");
        }
    }

    /** First whose it is, then how old: about a forged one there is nothing more to say. */
    void mustBeGenuine(@Nullable String id, @Nullable String time, @Nullable String signatures, String body) {
        if (id == null || time == null || signatures == null) {
            throw new WebhookRefused(Reason.WEBHOOK_NOT_GENUINE);
        }
        var signedAt = seconds(time);
        if (signers.stream().noneMatch(it -> isBy(it, id, signedAt, body, signatures))) {
            throw new WebhookRefused(Reason.WEBHOOK_NOT_GENUINE);
        }
        var now = clock.instant().getEpochSecond();
        if (signedAt < now - toleranceSeconds || signedAt > now + toleranceSeconds) {
            throw new WebhookRefused(Reason.WEBHOOK_TOO_OLD);
        }
    }

    private static long seconds(String time) {
        try {
            return Long.parseLong(time);
        } catch (NumberFormatException noTime) {
            throw new WebhookRefused(Reason.WEBHOOK_NOT_GENUINE);
        }
    }

    private static boolean isBy(Webhook signer, String id, long signedAt, String body, String signatures) {
        try {
            var expected = signer.sign(id, signedAt, body).getBytes(StandardCharsets.US_ASCII);
            return Arrays.stream(signatures.split(" "))
                    .filter(it -> it.startsWith(VERSION))
                    .anyMatch(it -> MessageDigest.isEqual(expected, it.getBytes(StandardCharsets.US_ASCII)));
        } catch (WebhookSigningException noSuchAlgorithm) {
            throw new IllegalStateException(noSuchAlgorithm);
        }
    }
}
