package io.rowlock.command.payment.provider.toss;

import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.command.payment.provider.webhook.Hearing;
import io.rowlock.command.payment.provider.webhook.WebhookAnswer;
import io.rowlock.command.payment.provider.webhook.WebhookRefused;
import io.rowlock.command.payment.provider.webhook.WebhookRefused.Reason;
import io.rowlock.command.payment.provider.wire.ProviderLines;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Toss does not sign its webhooks, so each is checked by asking Toss about the payment that it names.
 *
 * <p>Whoever does not know the name of one of our orders cannot even make us ask. The checks have a line of their own, so
 * that who sends many webhooks takes no place from payments.
 */
@Component
@ConditionalOnBooleanProperty("rowlock.payment.toss.enabled")
class TossWebhooks {
    private static final String OF_PAYMENTS = "PAYMENT_STATUS_CHANGED";
    private static final String PAID = "DONE";

    private final Hearing hearing;
    private final TossApi toss;

    TossWebhooks(TossSettings settings, ProviderLines lines, Hearing hearing) {
        this.hearing = hearing;
        this.toss =
                new TossApi("toss-webhooks", settings, settings.line().forCallers(settings.webhooksAtOnce()), lines);
    }

    record Webhook(@Nullable String eventType, @Nullable TossPayment data) {
        boolean tellsOfMoney() {
            return OF_PAYMENTS.equals(eventType) && data != null && PAID.equals(data.status());
        }
    }

    WebhookAnswer take(byte[] body) {
        var webhook = hearing.read(body, Webhook.class);
        return Optional.ofNullable(webhook.data())
                .filter(_ -> webhook.tellsOfMoney())
                .flatMap(said -> Hearing.named(said.orderId(), OrderId::new)
                        .filter(order -> hearing.knows(order, PaymentMethod.TOSS))
                        .map(order -> take(order, said)))
                .orElse(WebhookAnswer.IGNORED);
    }

    private WebhookAnswer take(OrderId order, TossPayment said) {
        var payment = Hearing.named(said.paymentKey(), ProviderPaymentId::new)
                .orElseThrow(() -> new WebhookRefused(Reason.WEBHOOK_NOT_GENUINE));
        var is = toss.find(payment)
                .filter(it -> it.isFor(order.value()) && PAID.equals(it.status()))
                .orElseThrow(() -> new WebhookRefused(Reason.WEBHOOK_NOT_GENUINE));
        if (differs(said.totalAmount(), is.totalAmount()) || differs(said.currency(), is.currency())) {
            throw new WebhookRefused(Reason.AMOUNT_MISMATCH);
        }
        return hearing.hear(order, payment);
    }

    private static boolean differs(@Nullable BigDecimal said, @Nullable BigDecimal is) {
        return said != null && (is == null || said.compareTo(is) != 0);
    }

    private static boolean differs(@Nullable String said, @Nullable String is) {
        return said != null && !said.equals(is);
    }
}
