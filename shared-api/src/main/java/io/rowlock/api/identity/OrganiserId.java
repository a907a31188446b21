package io.rowlock.api.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowlock.api.IdText;

/** An organiser as the log knows them, for example {@code usr-7f2w9c4h6n1r8bjd}. */
public record OrganiserId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrganiserId {
        IdText.require("OrganiserId", value);
    }

    /** The stored form. */
    @Override
    public String toString() {
        return value;
    }
}
