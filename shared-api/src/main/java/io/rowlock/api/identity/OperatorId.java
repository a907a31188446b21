package io.rowlock.api.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowlock.api.IdText;

/** An operator as the log knows them, for example {@code usr-5j8t1v6b3z9w4mcp}. */
public record OperatorId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OperatorId {
        IdText.require("OperatorId", value);
    }

    /** The stored form. */
    @Override
    public String toString() {
        return value;
    }
}
