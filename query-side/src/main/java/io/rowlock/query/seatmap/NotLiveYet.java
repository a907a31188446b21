package io.rowlock.query.seatmap;

/** The map can be shown from the rows, but what changes cannot be told yet. */
final class NotLiveYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotLiveYet() {
        super("Not live yet", null, false, false);
    }
}
