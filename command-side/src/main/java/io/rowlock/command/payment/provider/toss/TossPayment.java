package io.rowlock.command.payment.provider.toss;

import io.rowlock.api.Money;
import io.rowlock.command.payment.provider.ProviderAway;
import io.rowlock.command.payment.provider.wire.MajorUnits;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** As much of Toss's description of a payment as we need; it comes in answers and in webhooks. */
record TossPayment(
        @Nullable String paymentKey,
        @Nullable String orderId,
        @Nullable String status,
        @Nullable BigDecimal totalAmount,
        @Nullable BigDecimal balanceAmount,
        @Nullable String currency) {
    boolean isFor(String order) {
        return order.equals(orderId);
    }

    /** What the buyer agreed to. */
    Money total() {
        return money(totalAmount);
    }

    /** What of it has not been given back. */
    Money balance() {
        return money(balanceAmount);
    }

    long givenBack() {
        return total().amount() - balance().amount();
    }

    private Money money(@Nullable BigDecimal amount) {
        return MajorUnits.read(amount, currency)
                .orElseThrow(() -> new ProviderAway("Toss named an amount that cannot be one"));
    }
}
