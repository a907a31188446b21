package io.rowlock.api.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One provider's transaction among all of them, for example {@code txn/MOCK/tx-4711}. */
public record ProviderTransaction(PaymentMethod method, TransactionId transaction) {
    private static final String BEGINNING = "txn/";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ProviderTransaction of(String text) {
        int slash = text.indexOf('/', BEGINNING.length());
        if (!text.startsWith(BEGINNING) || slash < 0) {
            throw new IllegalArgumentException(
                    "A provider's transaction is txn, a method and its name, joined by slashes");
        }
        return new ProviderTransaction(
                PaymentMethod.valueOf(text.substring(BEGINNING.length(), slash)),
                new TransactionId(text.substring(slash + 1)));
    }

    /** Axon names the event stream with this text, so its form is a contract. */
    @JsonValue
    @Override
    public String toString() {
        return BEGINNING + method + "/" + transaction;
    }
}
