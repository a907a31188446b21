package io.rowlock.command.payment;

import io.rowlock.api.payment.OrderStatus;
import io.rowlock.api.payment.PaymentEvent;
import io.rowlock.api.payment.PaymentEvent.PaymentApproved;
import io.rowlock.api.payment.PaymentEvent.PaymentCancelled;
import io.rowlock.api.payment.PaymentEvent.PaymentConfirmed;
import io.rowlock.api.payment.PaymentEvent.PaymentDropped;
import io.rowlock.api.payment.PaymentEvent.PaymentFailed;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentEvent.PaymentRefunded;
import io.rowlock.api.payment.PaymentEvent.PaymentSubmitted;
import io.rowlock.api.payment.PaymentEvent.RefundDue;
import io.rowlock.api.payment.PaymentEvent.StrayPaymentReceived;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.api.payment.TransactionId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * As much of an order's past as its rules need, and no more.
 *
 * @param paidBy the transaction that captured the order's money, if any did
 * @param captured every transaction that brought money, of use or not
 * @param due what is to be given back and has not been yet
 * @param asked the names under which the provider is, or was, asked about money; those without any are dropped again
 * @param submissions how many there were in all
 */
record PaymentState(
        OrderStatus status,
        Optional<TransactionId> paidBy,
        Set<TransactionId> captured,
        Map<TransactionId, RefundDue> due,
        Set<ProviderPaymentId> asked,
        int submissions) {
    static final PaymentState NEW =
            new PaymentState(OrderStatus.READY, Optional.empty(), Set.of(), Map.of(), Set.of(), 0);

    PaymentState {
        captured = Set.copyOf(captured);
        due = Map.copyOf(due);
        asked = Set.copyOf(asked);
    }

    /** The order is paid, and its money is not on its way back. */
    boolean keepsItsMoney() {
        return switch (status) {
            case PAID, CONFIRMED ->
                paidBy.filter(transaction -> !due.containsKey(transaction)).isPresent();
            case READY, CANCELLED, FAILED, REFUNDED -> false;
        };
    }

    /** Money that comes now can still buy the seats, if they are there. */
    boolean wantsMoney() {
        return switch (status) {
            case READY, FAILED -> true;
            case PAID, CONFIRMED, CANCELLED, REFUNDED -> false;
        };
    }

    PaymentState after(PaymentEvent event) {
        return switch (event) {
            case PaymentReadied _ -> this;
            case PaymentSubmitted submitted ->
                new PaymentState(
                        status, paidBy, captured, due, and(asked, submitted.providerPaymentId()), submissions + 1);
            case PaymentDropped dropped ->
                new PaymentState(
                        status, paidBy, captured, due, without(asked, dropped.providerPaymentId()), submissions);
            case PaymentApproved approved ->
                new PaymentState(
                        OrderStatus.PAID,
                        Optional.of(approved.transactionId()),
                        and(captured, approved.transactionId()),
                        due,
                        asked,
                        submissions);
            case PaymentFailed _ -> nowStanding(OrderStatus.FAILED);
            case PaymentConfirmed _ -> nowStanding(OrderStatus.CONFIRMED);
            case PaymentCancelled _ -> nowStanding(OrderStatus.CANCELLED);
            case StrayPaymentReceived stray ->
                new PaymentState(status, paidBy, and(captured, stray.transactionId()), due, asked, submissions);
            case RefundDue refund -> new PaymentState(status, paidBy, captured, and(due, refund), asked, submissions);
            case PaymentRefunded refunded -> after(refunded);
        };
    }

    /** A stray payment that went back leaves the order as it was. */
    private PaymentState after(PaymentRefunded refunded) {
        var transaction = refunded.transactionId();
        var itsOwn = paidBy.filter(transaction::equals).isPresent() || transaction.equals(PaymentRefunded.NOT_RECORDED);
        return new PaymentState(
                itsOwn ? OrderStatus.REFUNDED : status,
                paidBy,
                captured,
                without(due, transaction),
                asked,
                submissions);
    }

    private PaymentState nowStanding(OrderStatus next) {
        return new PaymentState(next, paidBy, captured, due, asked, submissions);
    }

    private static <T> Set<T> and(Set<T> known, T another) {
        var more = new HashSet<>(known);
        more.add(another);
        return more;
    }

    private static <T> Set<T> without(Set<T> known, T one) {
        var less = new HashSet<>(known);
        less.remove(one);
        return less;
    }

    private static Map<TransactionId, RefundDue> and(Map<TransactionId, RefundDue> due, RefundDue another) {
        var more = new HashMap<>(due);
        more.put(another.transactionId(), another);
        return more;
    }

    private static Map<TransactionId, RefundDue> without(Map<TransactionId, RefundDue> due, TransactionId given) {
        var less = new HashMap<>(due);
        less.remove(given);
        return less;
    }
}
