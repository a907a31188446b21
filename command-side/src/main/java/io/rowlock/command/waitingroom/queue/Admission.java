package io.rowlock.command.waitingroom.queue;

/** Whether an admission that bears a good signature counts. */
public enum Admission {
    LIVE,
    /** It was called back, given back, or used up. */
    REVOKED
}
