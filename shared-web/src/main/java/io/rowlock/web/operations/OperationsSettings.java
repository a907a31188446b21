package io.rowlock.web.operations;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may look after an app over HTTP.
 *
 * @param password of the user {@code operations}; without one nobody may
 */
@ConfigurationProperties("rowlock.operations")
record OperationsSettings(@Nullable String password) {
    private static final int SHORTEST = 12;

    OperationsSettings {
        if (password != null && password.isBlank()) {
            password = null; // an environment variable that is there and empty
        }
        if (password != null && password.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "rowlock.operations.password must have at least " + SHORTEST + " characters");
        }
    }

    @Override
    public String toString() {
        return "OperationsSettings[password=" + (password == null ? "none" : "***") + "]";
    }
}
