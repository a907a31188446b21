package io.rowlock.command.payment.provider;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import java.util.Optional;

/**
 * Somebody who takes money for us and gives it back; a bean of this type makes its method of payment available.
 *
 * <p>All but {@link #checkout} may talk over the network, so they are called by tasks that are tried again, never inside a
 * command or while the log is followed. Each may be called any number of times with the same arguments, by several
 * instances at once, and the second time moves no money.
 */
public interface PaymentProvider {
    PaymentMethod method();

    /** What the buyer's page needs to go and pay this order. Asks nobody. */
    Checkout checkout(OrderId order, Money amount);

    /**
     * Makes sure that the payment is captured if it can be, and says what became of it.
     *
     * <p>The amount is our order's. A provider that captures on demand is told this amount; whoever has captured already
     * answers with the amount it really has, whatever that is: the order compares.
     *
     * @throws ProviderAway when there was no answer that can be relied on; then the same is asked again later
     */
    Outcome capture(OrderId order, Money amount, ProviderPaymentId payment);

    /**
     * Says what became of a payment, and captures nothing.
     *
     * @throws ProviderAway when there was no answer that can be relied on
     */
    Outcome lookup(OrderId order, ProviderPaymentId payment);

    /**
     * Says what the provider has of an order, whether or not anybody ever told us of a payment; empty for whoever keeps
     * no books of their own.
     *
     * @throws ProviderAway when there was no answer that can be relied on
     */
    Optional<Statement> statement(OrderId order);

    /**
     * Gives captured money back.
     *
     * @throws ProviderAway when there was no answer that can be relied on; then the same is asked again later
     */
    RefundOutcome refund(RefundRequest request);
}
