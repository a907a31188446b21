package io.rowlock.query.feed;

/** A caller sent back something that no command has answered. */
final class NotAPosition extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAPosition(IllegalArgumentException why) {
        super(why);
    }
}
