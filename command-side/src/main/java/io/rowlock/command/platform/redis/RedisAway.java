package io.rowlock.command.platform.redis;

import org.jspecify.annotations.Nullable;

/** Redis gave no answer that could be used; whether it did what it was asked to do is not known. */
public class RedisAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RedisAway(String message) {
        this(message, null);
    }

    /** Without a stack trace: while Redis is away, there may be thousands of these in a second. */
    RedisAway(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
