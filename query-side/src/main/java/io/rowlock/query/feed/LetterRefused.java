package io.rowlock.query.feed;

/** What an operator asks for, of a dead letter or of rows, cannot be done now. */
final class LetterRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    enum Reason {
        /** Only the one at which the stream stands still can be dealt with. */
        LETTER_WAITS_BEHIND_ANOTHER,
        LETTER_BEING_TRIED,

        /** Its tables are about to be exchanged for others. */
        PROJECTION_BEING_REBUILT
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
