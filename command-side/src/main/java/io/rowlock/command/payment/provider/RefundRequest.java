package io.rowlock.command.payment.provider;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.TransactionId;

/** Captured money to be given back in full. */
public record RefundRequest(OrderId order, TransactionId transaction, Money amount, String reason) {
    /** The same for every attempt to give this money back, on any instance: the provider sees one refund. */
    public String idempotencyKey() {
        return "refund-" + order + "-" + transaction;
    }
}
