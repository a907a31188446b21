package io.rowlock.api;

import java.util.regex.Pattern;

/** An amount in the currency's minor unit: 150000 KRW, or 1250 EUR for twelve euros fifty. Never negative. */
public record Money(long amount, String currency) {
    private static final Pattern ISO_4217 = Pattern.compile("[A-Z]{3}");

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("An amount must not be negative, was " + amount);
        }
        if (!ISO_4217.matcher(currency).matches()) {
            throw new IllegalArgumentException("A currency must be three capital letters, was " + currency);
        }
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }

    public Money minus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot take " + other.currency + " from " + currency);
        }
        return new Money(Math.subtractExact(amount, other.amount), currency);
    }
}
