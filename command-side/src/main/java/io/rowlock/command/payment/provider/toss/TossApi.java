package io.rowlock.command.payment.provider.toss;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.command.payment.provider.ProviderAway;
import io.rowlock.command.payment.provider.wire.LineSettings;
import io.rowlock.command.payment.provider.wire.MajorUnits;
import io.rowlock.command.payment.provider.wire.ProviderLine;
import io.rowlock.command.payment.provider.wire.ProviderLines;
import io.rowlock.command.payment.provider.wire.Reply;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As much of Toss's core API as we use. */
final class TossApi {
    private static final String PAYMENT = "/v1/payments/{paymentKey}";
    private static final String ORDER = "/v1/payments/orders/{orderId}";
    private static final String CONFIRM = "/v1/payments/confirm";
    private static final String CANCEL = "/v1/payments/{paymentKey}/cancel";
    private static final int NOT_FOUND = 404;
    private static final int LONGEST_REASON = 200;

    private final ProviderLine line;

    TossApi(String called, TossSettings settings, LineSettings bounds, ProviderLines lines) {
        // The key is the user and there is no password.
        var user = (settings.secretKey() + ":").getBytes(StandardCharsets.UTF_8);
        line = lines.open(
                called, settings.baseUrl(), "Basic " + Base64.getEncoder().encodeToString(user), bounds);
    }

    record Confirmation(String paymentKey, String orderId, BigDecimal amount) {}

    record Cancellation(String cancelReason, BigDecimal cancelAmount) {}

    record Refusal(@Nullable String code) {}

    /** Either what Toss shows of the payment, or the code of its refusal. */
    sealed interface Answer {
        record Shown(TossPayment payment) implements Answer {}

        record SaidNo(String code) implements Answer {}
    }

    /** Empty where Toss knows no such payment. */
    Optional<TossPayment> find(ProviderPaymentId payment) {
        var reply = line.get(PAYMENT, payment.value());
        if (reply.status() == NOT_FOUND) {
            return Optional.empty();
        }
        return switch (answer(payment, reply)) {
            case Answer.Shown(var shown) -> Optional.of(shown);
            case Answer.SaidNo(var code) -> throw new ProviderAway("Toss would not show a payment: " + code);
        };
    }

    /** The last payment that was begun for the order; empty where there was none. */
    Optional<TossPayment> find(OrderId order) {
        var reply = line.get(ORDER, order.value());
        if (reply.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!reply.isOk()) {
            throw new ProviderAway(
                    "Toss would not show an order: " + reply.as(Refusal.class).code());
        }
        var shown = reply.as(TossPayment.class);
        if (!shown.isFor(order.value()) || shown.paymentKey() == null) {
            throw new ProviderAway("Toss answered with an order that it was not asked for");
        }
        return Optional.of(shown);
    }

    Answer confirm(String key, OrderId order, Money amount, ProviderPaymentId payment) {
        var asked = new Confirmation(payment.value(), order.value(), MajorUnits.written(amount));
        return answer(payment, line.post(key, asked, CONFIRM));
    }

    Answer cancel(String key, ProviderPaymentId payment, Money amount, String reason) {
        var shortened = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        var asked = new Cancellation(shortened, MajorUnits.written(amount));
        return answer(payment, line.post(key, asked, CANCEL, payment.value()));
    }

    private static Answer answer(ProviderPaymentId payment, Reply reply) {
        if (!reply.isOk()) {
            var code = reply.as(Refusal.class).code();
            return new Answer.SaidNo(code == null ? "nameless" : code);
        }
        var shown = reply.as(TossPayment.class);
        if (!payment.value().equals(shown.paymentKey())) {
            throw new ProviderAway("Toss answered with a payment that it was not asked for");
        }
        return new Answer.Shown(shown);
    }
}
