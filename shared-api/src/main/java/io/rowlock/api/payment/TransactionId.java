package io.rowlock.api.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowlock.api.IdText;

/** The provider's name for one payment; the same one twice is the same payment. */
public record TransactionId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TransactionId {
        IdText.require("TransactionId", value);
    }

    /** The stored form. */
    @Override
    public String toString() {
        return value;
    }
}
