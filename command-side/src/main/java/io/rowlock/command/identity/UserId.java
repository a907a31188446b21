package io.rowlock.command.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import io.rowlock.api.IdText;

/** A person as everything but this feature knows them, for example {@code usr-7f2w9c4h6n1r8bjd}; it says nothing about them. */
record UserId(@JsonValue String value) {
    private static final String PREFIX = "usr-";

    public UserId {
        IdText.require("UserId", value);
    }

    static UserId marked(String mark) {
        return new UserId(PREFIX + mark);
    }

    /** The stored form, and every token's subject. */
    @Override
    public String toString() {
        return value;
    }
}
