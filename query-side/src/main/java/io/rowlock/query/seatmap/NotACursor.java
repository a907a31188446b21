package io.rowlock.query.seatmap;

import org.jspecify.annotations.Nullable;

/** What was sent as a cursor was never given out as one. */
final class NotACursor extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotACursor(@Nullable Throwable cause) {
        super("Not a cursor", cause, false, false);
    }
}
