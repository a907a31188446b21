package io.rowlock.api.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can have happened to a payment order.
 *
 * <p>Over the whole stream, whatever the order of the messages: what was captured (approved or stray) is kept by a
 * confirmed order, or is on its way to one or back, or has been refunded.
 */
public sealed interface PaymentEvent {
    OrderId orderId();

    /** The order stands: so much, by then; and until when it can be cancelled once it is paid. */
    record PaymentReadied(
            OrderId orderId,
            HoldId holdId,
            BuyerId buyer,
            PaymentMethod method,
            Money amount,
            Instant payUntil,
            Instant cancelUntil)
            implements PaymentEvent {
        /** The log has some from before orders could be cancelled: those cannot. */
        @JsonCreator
        static PaymentReadied stored(
                OrderId orderId,
                HoldId holdId,
                BuyerId buyer,
                PaymentMethod method,
                Money amount,
                Instant payUntil,
                @Nullable Instant cancelUntil) {
            return new PaymentReadied(
                    orderId, holdId, buyer, method, amount, payUntil, cancelUntil == null ? payUntil : cancelUntil);
        }
    }

    /**
     * Somebody says that the provider knows a payment for this order by this name; now it is to be asked.
     *
     * @param amount what the order is about
     * @param wanted whether the money was still of use: then it is to be captured, else only looked after
     */
    record PaymentSubmitted(
            OrderId orderId, PaymentMethod method, ProviderPaymentId providerPaymentId, Money amount, boolean wanted)
            implements PaymentEvent {}

    /** The provider was asked and has no money under this name; should it come all the same, it may be named again. */
    record PaymentDropped(OrderId orderId, ProviderPaymentId providerPaymentId, String reason)
            implements PaymentEvent {}

    /** The provider has the order's whole amount. */
    record PaymentApproved(OrderId orderId, HoldId holdId, BuyerId buyer, TransactionId transactionId, Money amount)
            implements PaymentEvent {}

    record PaymentFailed(OrderId orderId, HoldId holdId, BuyerId buyer, String reason) implements PaymentEvent {}

    record PaymentConfirmed(OrderId orderId) implements PaymentEvent {}

    /** Somebody with the right to it wants the order undone; what was captured is due to go back. */
    record PaymentCancelled(OrderId orderId, HoldId holdId, BuyerId buyer, CancelReason reason)
            implements PaymentEvent {}

    /** The provider has money that the order can make no use of; it is due to go back. */
    record StrayPaymentReceived(OrderId orderId, TransactionId transactionId, Money captured, StrayReason reason)
            implements PaymentEvent {}

    /** Captured money is to be given back, and somebody must see to it. */
    record RefundDue(
            OrderId orderId,
            BuyerId buyer,
            PaymentMethod method,
            TransactionId transactionId,
            Money amount,
            String reason)
            implements PaymentEvent {}

    /** It has been given back. */
    record PaymentRefunded(OrderId orderId, TransactionId transactionId, Money amount, String reason)
            implements PaymentEvent {
        /** Of the log's early days, when an order had one transaction and nobody wrote down which. */
        public static final TransactionId NOT_RECORDED = new TransactionId("not-recorded");

        @JsonCreator
        static PaymentRefunded stored(
                OrderId orderId, @Nullable TransactionId transactionId, Money amount, String reason) {
            return new PaymentRefunded(orderId, transactionId == null ? NOT_RECORDED : transactionId, amount, reason);
        }
    }
}
