package io.rowlock.command.payment;

import io.rowlock.api.payment.OrderStatus;
import io.rowlock.api.payment.PaymentEvent;
import io.rowlock.api.payment.PaymentEvent.PaymentApproved;
import io.rowlock.api.payment.PaymentEvent.PaymentConfirmed;
import io.rowlock.api.payment.PaymentEvent.PaymentFailed;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentEvent.PaymentRefunded;
import io.rowlock.api.payment.TransactionId;
import java.util.Optional;

/**
 * As much of an order's past as its rules need, and no more.
 *
 * @param paidBy the transaction that captured the money, if any did
 */
record PaymentState(OrderStatus status, Optional<TransactionId> paidBy) {
    boolean wasPaidBy(TransactionId transaction) {
        return paidBy.filter(transaction::equals).isPresent();
    }

    PaymentState after(PaymentEvent event) {
        return switch (event) {
            case PaymentReadied _ -> new PaymentState(OrderStatus.READY, Optional.empty());
            case PaymentApproved approved -> new PaymentState(OrderStatus.PAID, Optional.of(approved.transactionId()));
            case PaymentFailed _ -> new PaymentState(OrderStatus.FAILED, paidBy);
            case PaymentConfirmed _ -> new PaymentState(OrderStatus.CONFIRMED, paidBy);
            case PaymentRefunded _ -> new PaymentState(OrderStatus.REFUNDED, paidBy);
        };
    }
}
