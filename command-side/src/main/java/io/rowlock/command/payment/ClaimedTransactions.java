package io.rowlock.command.payment;

import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.ProviderTransaction;
import io.rowlock.command.platform.commands.Streams;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Claims by writing to the transaction's own stream, always after the order's. */
@Component
class ClaimedTransactions implements Transactions {
    private final Repository<Transaction> transactions;

    ClaimedTransactions(Repository<Transaction> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void claim(ProviderTransaction transaction, OrderId order) {
        Streams.loadOrCreate(transactions, transaction, Transaction::new).execute(it -> it.claim(transaction, order));
    }
}
