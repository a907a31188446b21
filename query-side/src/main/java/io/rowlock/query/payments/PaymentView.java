package io.rowlock.query.payments;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderStatus;
import io.rowlock.api.payment.PaymentMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A payment order as its buyer is told. */
record PaymentView(
        String orderId,
        String holdId,
        String scheduleId,
        OrderStatus status,
        Money amount,
        PaymentMethod provider,
        Instant payUntil,
        Instant cancelUntil,
        @Nullable String transactionId,
        List<Step> timeline) {
    record Step(
            Happening what,
            OrderStatus status,
            Instant at,
            @Nullable String reason) {}

    static PaymentView of(OrderRow row) {
        return new PaymentView(
                row.orderId(),
                row.holdId(),
                row.scheduleId(),
                row.status(),
                row.amount(),
                row.method(),
                row.payUntil(),
                row.cancelUntil(),
                row.transactionId(),
                row.timeline().stream()
                        .map(step -> new Step(step.what(), step.status(), step.at(), step.reason()))
                        .toList());
    }
}
