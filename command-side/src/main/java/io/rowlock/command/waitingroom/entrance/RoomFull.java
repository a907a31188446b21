package io.rowlock.command.waitingroom.entrance;

import java.time.Duration;

/** There is no place left to wait in; somebody may leave. */
final class RoomFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration again;

    /** Without a stack trace: a room is full when very many come. */
    RoomFull(Duration again) {
        super("The waiting room is full", null, false, false);
        this.again = again;
    }

    Duration again() {
        return again;
    }
}
