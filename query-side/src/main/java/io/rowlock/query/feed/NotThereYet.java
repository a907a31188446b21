package io.rowlock.query.feed;

/** What the caller asks to see has not arrived here in time. */
final class NotThereYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotThereYet() {
        super("What you ask to see has not arrived here yet");
    }
}
