package io.rowlock.command.payment.provider;

import io.rowlock.api.Money;
import io.rowlock.api.payment.TransactionId;

/** What became of a payment, as its provider says. */
public sealed interface Outcome {
    /**
     * The provider has the buyer's money.
     *
     * @param transaction the name by which {@link PaymentProvider#refund} can give it back
     * @param captured what the provider has, whether or not it is what the order asked for
     */
    record Captured(TransactionId transaction, Money captured) implements Outcome {}

    /** This order's payment came to nothing: declined, expired, cancelled, or given back in full already. Final. */
    record NotPaid(String reason) implements Outcome {}

    /** The provider knows no such payment, or knows it as another order's. Final, and it says nothing about the order. */
    record NoSuchPayment(String reason) implements Outcome {}

    /** Not decided yet: ask again later. */
    record Pending() implements Outcome {}
}
