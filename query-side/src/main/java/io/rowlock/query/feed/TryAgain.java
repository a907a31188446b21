package io.rowlock.query.feed;

/** The event may be blameless: its whole batch is rolled back and tried again. */
final class TryAgain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TryAgain(Throwable cause) {
        super(cause);
    }
}
