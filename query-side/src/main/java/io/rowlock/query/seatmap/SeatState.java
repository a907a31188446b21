package io.rowlock.query.seatmap;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was last decided about a seat. */
enum SeatState {
    HELD,
    RELEASED,
    SOLD,
    BLOCKED;

    static final char AVAILABLE = 'A';

    /** A hold ends by the clock; nobody has to announce it. */
    char shownAt(Instant now, @Nullable Instant heldUntil) {
        return switch (this) {
            case HELD -> heldUntil != null && now.isBefore(heldUntil) ? 'H' : AVAILABLE;
            case RELEASED -> AVAILABLE;
            case SOLD -> 'S';
            case BLOCKED -> 'B';
        };
    }
}
