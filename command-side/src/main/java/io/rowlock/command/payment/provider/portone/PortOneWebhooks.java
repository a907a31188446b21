package io.rowlock.command.payment.provider.portone;

import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.command.payment.provider.webhook.Hearing;
import io.rowlock.command.payment.provider.webhook.WebhookAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** PortOne signs its webhooks; they name a payment and no amount, and PortOne is asked about it afterwards. */
@Component
@ConditionalOnBooleanProperty("rowlock.payment.portone.enabled")
class PortOneWebhooks {
    private static final String PAID = "Transaction.Paid";

    private final PortOneSettings settings;
    private final Signatures signatures;
    private final Hearing hearing;

    PortOneWebhooks(PortOneSettings settings, Clock clock, Hearing hearing) {
        this.settings = settings;
        this.signatures = new Signatures(settings.webhookSecrets(), settings.webhookTolerance(), clock);
        this.hearing = hearing;
    }

    record Webhook(@Nullable String type, @Nullable Data data) {
        record Data(
                @Nullable String storeId,
                @Nullable String paymentId,
                @Nullable String transactionId) {}

        boolean tellsOfMoney() {
            return PAID.equals(type);
        }
    }

    WebhookAnswer take(byte[] body, @Nullable String id, @Nullable String time, @Nullable String signature) {
        signatures.mustBeGenuine(id, time, signature, new String(body, StandardCharsets.UTF_8));
        var webhook = hearing.read(body, Webhook.class);
        return Optional.ofNullable(webhook.data())
                .filter(it -> webhook.tellsOfMoney() && settings.storeId().equals(it.storeId()))
                .flatMap(it -> Hearing.named(it.paymentId(), OrderId::new)
                        .filter(order -> hearing.knows(order, PaymentMethod.PORTONE))
                        .flatMap(order -> Hearing.named(it.transactionId(), ProviderPaymentId::new)
                                .map(attempt -> hearing.hear(order, attempt))))
                .orElse(WebhookAnswer.IGNORED);
    }
}
