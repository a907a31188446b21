package io.rowlock.command.waitingroom.draw;

import io.rowlock.command.platform.commands.Refusal;

/** There is no list to be handed out. */
final class DrawRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    enum Reason {
        NO_SUCH_ROUND,
        NOT_DRAWN_YET,
        /** Its places were lost before. */
        NEVER_DRAWN,
        /** It was drawn, and was lost together with its places before it was brought out of Redis. */
        LIST_LOST,
        /** It is being brought out of Redis. */
        LIST_NOT_READY,
        /** So many get a list right now that one more would be at the cost of those who buy. */
        TOO_MANY_LISTS
    }

    private final Reason reason;

    DrawRefused(Reason reason) {
        super(reason);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
