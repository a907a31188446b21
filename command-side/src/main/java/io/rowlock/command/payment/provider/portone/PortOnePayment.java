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

    /** What the buyer paid. */
    Money total() {
        return money(amount == null ? null : amount.total());
    }

    long givenBack() {
        return amount == null || amount.cancelled() == null ? 0 : amount.cancelled();
    }

    /** What of it has not been given back. */
    Money balance() {
        return money(total().amount() - givenBack());
    }

    private Money money(@Nullable Long units) {
        try {
            if (units != null && currency != null) {
                return new Money(units, currency);
            }
        } catch (IllegalArgumentException noMoney) {
            throw new ProviderAway("PortOne named an amount that cannot be one", noMoney);
        }
        throw new ProviderAway("PortOne named no amount");
    }
}
