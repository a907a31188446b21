package io.rowlock.command.payment;

import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.ProviderTransaction;

/** Which order each provider's transaction belongs to. */
interface Transactions {
    /**
     * Makes it this order's, in the same append as whatever the caller writes.
     *
     * @throws PaymentRefused when it is another order's already
     */
    void claim(ProviderTransaction transaction, OrderId order);
}
