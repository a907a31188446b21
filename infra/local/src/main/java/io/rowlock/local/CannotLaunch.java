package io.rowlock.local;

import org.jspecify.annotations.Nullable;

/** Says, for the person at the terminal, why the system does not run. */
public final class CannotLaunch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotLaunch(String message) {
        this(message, null);
    }

    CannotLaunch(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
