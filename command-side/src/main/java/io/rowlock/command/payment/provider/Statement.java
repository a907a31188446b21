package io.rowlock.command.payment.provider;

import io.rowlock.api.Money;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.api.payment.TransactionId;

/** What a provider has of an order, by its own books. */
public sealed interface Statement {
    /** Nothing was ever captured for it. */
    record Nothing() implements Statement {}

    /**
     * Something was captured.
     *
     * @param payment the name under which the provider can be asked about it
     * @param transaction the name by which it can be given back
     * @param kept what has not been given back; zero if everything has
     */
    record Captured(ProviderPaymentId payment, TransactionId transaction, Money kept) implements Statement {}
}
