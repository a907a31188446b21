package io.rowlock.api.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowlock.api.IdText;

/** A buyer as the log knows them, for example {@code usr-3k9q2m7d5x8v1tzc}. */
public record BuyerId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BuyerId {
        IdText.require("BuyerId", value);
    }

    /** The stored form. */
    @Override
    public String toString() {
        return value;
    }
}
