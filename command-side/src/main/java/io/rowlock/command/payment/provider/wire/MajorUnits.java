package io.rowlock.command.payment.provider.wire;

import io.rowlock.api.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Amounts as people write them, 12.50 for 1250 cents; to the last cent, or not at all. */
public final class MajorUnits {
    private static final int CENTS = 2;

    public static BigDecimal written(Money money) {
        return BigDecimal.valueOf(money.amount(), digits(money.currency()));
    }

    /** Empty where this is no amount of that currency. */
    public static Optional<Money> read(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null || currency == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Money(amount.movePointRight(digits(currency)).longValueExact(), currency));
        } catch (ArithmeticException | IllegalArgumentException noAmount) {
            return Optional.empty();
        }
    }

    /** Java does not know every three letters that an organiser can think of; then cents are as good a guess as any. */
    private static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            return CENTS;
        }
    }

    private MajorUnits() {}
}
