package io.rowlock.api.payment;

import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of a payment order. Those that no buyer sends change nothing the second time. */
public sealed interface PaymentCommand {
    @TargetAggregateIdentifier
    OrderId orderId();

    record ReadyPayment(OrderId orderId, HoldId holdId, BuyerId buyer, PaymentMethod method)
            implements PaymentCommand {}

    /** The buyer says: paid, and the provider knows it by this name. */
    record SubmitPayment(OrderId orderId, BuyerId buyer, ProviderPaymentId providerPaymentId)
            implements PaymentCommand {}

    /** The provider says that it has something about this payment. */
    record HearOfPayment(OrderId orderId, ProviderPaymentId providerPaymentId) implements PaymentCommand {}

    /** The provider was asked and has this money. */
    record ApprovePayment(OrderId orderId, TransactionId transactionId, Money captured) implements PaymentCommand {}

    /** The provider was asked and has no money under this name. */
    record DropPayment(OrderId orderId, ProviderPaymentId providerPaymentId, String reason) implements PaymentCommand {}

    /** The provider was asked and has no money, or the seats are on sale again. */
    record FailPayment(OrderId orderId, String reason) implements PaymentCommand {}

    /** The buyer plays the provider who has the order's money. */
    record ApproveMockPayment(OrderId orderId, BuyerId buyer, TransactionId transactionId) implements PaymentCommand {}

    /** The buyer plays the provider who has not. */
    record FailMockPayment(OrderId orderId, BuyerId buyer, String reason) implements PaymentCommand {}

    /** Seats, order and wallet in one step: the buyer has it all at once, or nothing has happened. */
    record PayByWallet(OrderId orderId, BuyerId buyer) implements PaymentCommand {}

    /** Puts what is due to go back into the wallet that it came out of. */
    record RefundToWallet(OrderId orderId, TransactionId transactionId) implements PaymentCommand {}

    record ConfirmPayment(OrderId orderId) implements PaymentCommand {}

    /** The seats were gone: what was paid is to go back. */
    record RefundPayment(OrderId orderId, String reason) implements PaymentCommand {}

    /** The buyer wants out. */
    record CancelPayment(OrderId orderId, BuyerId buyer) implements PaymentCommand {}

    /** The evening does not take place. */
    record CancelForSchedule(OrderId orderId) implements PaymentCommand {}

    /** The provider was asked and has given this transaction's money back. */
    record RecordRefund(OrderId orderId, TransactionId transactionId) implements PaymentCommand {}
}
