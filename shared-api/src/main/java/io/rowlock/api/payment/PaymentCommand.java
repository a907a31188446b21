package io.rowlock.api.payment;

import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of a payment order. */
public sealed interface PaymentCommand {
    @TargetAggregateIdentifier
    OrderId orderId();

    record ReadyPayment(OrderId orderId, HoldId holdId, BuyerId buyer, PaymentMethod method)
            implements PaymentCommand {}

    record ApprovePayment(OrderId orderId, BuyerId buyer, TransactionId transactionId) implements PaymentCommand {}

    record FailPayment(OrderId orderId, BuyerId buyer, String reason) implements PaymentCommand {}

    record ConfirmPayment(OrderId orderId) implements PaymentCommand {}

    record RefundPayment(OrderId orderId, String reason) implements PaymentCommand {}
}
