package io.rowlock.api.payment;

import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import java.time.Instant;

/** What can have happened to a payment order. */
public sealed interface PaymentEvent {
    OrderId orderId();

    record PaymentReadied(
            OrderId orderId, HoldId holdId, BuyerId buyer, PaymentMethod method, Money amount, Instant payUntil)
            implements PaymentEvent {}

    record PaymentApproved(OrderId orderId, HoldId holdId, BuyerId buyer, TransactionId transactionId, Money amount)
            implements PaymentEvent {}

    record PaymentFailed(OrderId orderId, HoldId holdId, BuyerId buyer, String reason) implements PaymentEvent {}

    record PaymentConfirmed(OrderId orderId) implements PaymentEvent {}

    record PaymentRefunded(OrderId orderId, Money amount, String reason) implements PaymentEvent {}
}
