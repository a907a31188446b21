package io.rowlock.command.payment.provider.toss;

import io.rowlock.command.payment.provider.wire.Bounds;
import io.rowlock.command.payment.provider.wire.LineSettings;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who we are to Toss Payments, and how it is reached.
 *
 * @param clientKey what the buyer's page shows to Toss; no secret
 * @param secretKey what we show to Toss
 * @param keyLasts how long an idempotency key is used; Toss repeats whatever it answered to a key, errors too
 * @param webhooksAtOnce so many webhooks are checked with Toss at a time, beside the line that payments need
 */
@ConfigurationProperties("rowlock.payment.toss")
record TossSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("https://api.tosspayments.com") URI baseUrl,
        @DefaultValue("") String clientKey,
        @DefaultValue("") String secretKey,
        @DefaultValue("1m") Duration keyLasts,
        @DefaultValue("4") int webhooksAtOnce,
        @DefaultValue LineSettings line) {
    TossSettings {
        Bounds.safe("rowlock.payment.toss.base-url", baseUrl);
        Bounds.between("rowlock.payment.toss.key-lasts", keyLasts, Duration.ofMillis(100), Duration.ofHours(1));
        Bounds.between("rowlock.payment.toss.webhooks-at-once", webhooksAtOnce, 1, 1_000);
        if (enabled) {
            Bounds.given("rowlock.payment.toss.client-key", clientKey);
            Bounds.given("rowlock.payment.toss.secret-key", secretKey);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TossSettings[enabled=" + enabled + ", baseUrl=" + baseUrl + "]";
    }
}
