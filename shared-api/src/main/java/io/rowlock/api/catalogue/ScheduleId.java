package io.rowlock.api.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowlock.api.IdText;

/** One evening of a concert, for example {@code sch-2m6x9d4v8q1c7ktz}. */
public record ScheduleId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ScheduleId {
        IdText.require("ScheduleId", value);
    }

    /** Axon names the event stream with this text, so its form is a contract. */
    @Override
    public String toString() {
        return value;
    }
}
