package io.rowlock.api.payment;

/** What can have happened to a provider's transaction: it has come to belong to an order, which is the only one ever. */
public sealed interface TransactionEvent {
    record TransactionClaimed(PaymentMethod method, TransactionId transactionId, OrderId orderId)
            implements TransactionEvent {
        public ProviderTransaction stream() {
            return new ProviderTransaction(method, transactionId);
        }
    }
}
