package io.rowlock.command.payment;

import static io.rowlock.command.payment.PaymentRefused.Reason.TRANSACTION_USED;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.ProviderTransaction;
import io.rowlock.api.payment.TransactionEvent.TransactionClaimed;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** A provider's transaction, which is a stream so that it can pay for one order only, on any number of instances. */
@Aggregate
class Transaction {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private ProviderTransaction id;

    private OrderId order;

    void claim(ProviderTransaction transaction, OrderId by) {
        if (order == null) {
            apply(new TransactionClaimed(transaction.method(), transaction.transaction(), by));
        } else if (!order.equals(by)) {
            throw new PaymentRefused(TRANSACTION_USED);
        }
    }

    @EventSourcingHandler
    void on(TransactionClaimed claimed) {
        id = claimed.stream();
        order = claimed.orderId();
    }

    /** Axon starts every replay from here; the first event fills it. */
    @SuppressWarnings("NullAway.Init") // only claim() ever sees a transaction before its first event
    Transaction() {}
}
