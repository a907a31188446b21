package io.rowlock.api.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The provider's name for money that it captured, by which it can be given back; the same one twice is the same money. */
public record TransactionId(@JsonValue String value) {
    public static final String PATTERN = ProviderText.PATTERN;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TransactionId {
        ProviderText.require("TransactionId", value);
    }

    /** The stored form. */
    @Override
    public String toString() {
        return value;
    }
}
