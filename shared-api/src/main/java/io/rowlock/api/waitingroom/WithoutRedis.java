package io.rowlock.api.waitingroom;

/** What the gate does while it cannot ask whether an admission was called back. */
public enum WithoutRedis {
    /** Lets nobody through until it can ask again. */
    CLOSED,
    /** Believes the admission's signature alone, for a bounded time. */
    OPEN
}
