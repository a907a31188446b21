package io.rowlock.command.payment.provider.portone;

import io.rowlock.api.Money;
import io.rowlock.command.payment.provider.ProviderAway;
import org.jspecify.annotations.Nullable;

/** As much of PortOne's description of a payment as we need. Its amounts are in the currency's minor unit, as ours are. */
record PortOnePayment(
        @Nullable String id,
        @Nullable String status,
        @Nullable String transactionId,
        @Nullable Amount amount,
        @Nullable String currency) {
    record Amount(@Nullable Long total, @Nullable Long cancelled) {}

    /** What was paid and has not been given back. */
    Money balance() {
        if (amount == null || amount.total() == null || currency == null) {
            throw new ProviderAway("PortOne named no amount");
        }
        var givenBack = amount.cancelled() == null ? 0 : amount.cancelled();
        try {
            return new Money(Math.subtractExact(amount.total(), givenBack), currency);
        } catch (IllegalArgumentException | ArithmeticException noMoney) {
            throw new ProviderAway("PortOne named an amount that cannot be one", noMoney);
        }
    }
}
