package io.rowlock.api.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowlock.api.IdText;

/** What is played, for example {@code con-5h8t2r9y4w7k3mzq}. */
public record ConcertId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConcertId {
        IdText.require("ConcertId", value);
    }

    /** Axon names the event stream with this text, so its form is a contract. */
    @Override
    public String toString() {
        return value;
    }
}
