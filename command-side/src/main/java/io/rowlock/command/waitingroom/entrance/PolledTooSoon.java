package io.rowlock.command.waitingroom.entrance;

import java.time.Duration;

/** A buyer asked again before the time they were told to wait. */
final class PolledTooSoon extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration again;

    /** Without a stack trace: who sends one of these sends thousands. */
    PolledTooSoon(Duration again) {
        super("Asked again too soon", null, false, false);
        this.again = again;
    }

    Duration again() {
        return again;
    }
}
