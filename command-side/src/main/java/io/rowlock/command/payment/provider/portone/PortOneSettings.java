package io.rowlock.command.payment.provider.portone;

import io.rowlock.command.payment.provider.wire.Bounds;
import io.rowlock.command.payment.provider.wire.LineSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who we are to PortOne, how it is reached, and by what its webhooks are known.
 *
 * @param storeId whose payments these are; no secret
 * @param channelKey by which payment company the buyer pays; no secret
 * @param apiSecret what we show to PortOne
 * @param webhookSecrets what webhooks are signed with; more than one while they are being changed
 * @param webhookTolerance how far a webhook's time may be from ours
 */
@ConfigurationProperties("rowlock.payment.portone")
record PortOneSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("https://api.portone.io") URI baseUrl,
        @DefaultValue("") String storeId,
        @DefaultValue("") String channelKey,
        @DefaultValue("") String apiSecret,
        @DefaultValue List<String> webhookSecrets,
        @DefaultValue("5m") Duration webhookTolerance,
        @DefaultValue LineSettings line) {
    private static final int MOST_SECRETS = 5;

    PortOneSettings {
        webhookSecrets = List.copyOf(webhookSecrets);
        Bounds.safe("rowlock.payment.portone.base-url", baseUrl);
        Bounds.between(
                "rowlock.payment.portone.webhook-tolerance",
                webhookTolerance,
                Duration.ofSeconds(1),
                Duration.ofHours(1));
        if (enabled) {
            Bounds.given("rowlock.payment.portone.store-id", storeId);
            Bounds.given("rowlock.payment.portone.channel-key", channelKey);
            Bounds.given("rowlock.payment.portone.api-secret", apiSecret);
            Bounds.between("How many rowlock.payment.portone.webhook-secrets", webhookSecrets.size(), 1, MOST_SECRETS);
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "PortOneSettings[enabled=" + enabled + ", baseUrl=" + baseUrl + "]";
    }
}
