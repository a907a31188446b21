package io.rowlock.servers;

import org.jspecify.annotations.Nullable;

/** Says in one line, for the person who typed the command, why a server does not start and what to do about it. */
public final class ServerCannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerCannotStart(String message) {
        this(message, null);
    }

    public ServerCannotStart(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
