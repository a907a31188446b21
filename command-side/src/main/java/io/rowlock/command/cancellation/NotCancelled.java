package io.rowlock.command.cancellation;

import io.rowlock.command.platform.commands.Refusal;

/** Asked about an evening that takes place, or is somebody else's, or does not exist. */
final class NotCancelled extends Refusal {
    private static final long serialVersionUID = 1L;

    enum Reason {
        CANCELLATION_NOT_FOUND
    }

    NotCancelled() {
        super(Reason.CANCELLATION_NOT_FOUND);
    }
}
