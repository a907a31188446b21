package io.rowlock.query.seatmap;

/** This instance tells as many as it can; whoever is left may look at the map instead. */
final class TooManyStreams extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyStreams() {
        super("Too many streams", null, false, false);
    }
}
