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

    /** What of it is captured and has not been given back, if any is captured at all. */
    Money balance() {
        return MajorUnits.read(balanceAmount, currency)
                .orElseThrow(() -> new ProviderAway("Toss named an amount that cannot be one"));
    }
}
