package io.rowlock.query.feed;

/** A dead letter cannot be dealt with as the operator asks, now. */
final class LetterRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    enum Reason {
        /** Only the one at which the stream stands still can be dealt with. */
        LETTER_WAITS_BEHIND_ANOTHER,
        LETTER_BEING_TRIED
    }

    private final Reason reason;

    private LetterRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    static LetterRefused because(Reason reason) {
        return new LetterRefused(reason);
    }

    Reason reason() {
        return reason;
    }
}
