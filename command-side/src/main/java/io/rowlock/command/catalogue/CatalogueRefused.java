package io.rowlock.command.catalogue;

import io.rowlock.command.platform.commands.Refusal;

/** The catalogue said no. */
final class CatalogueRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    enum Reason {
        CONCERT_NOT_FOUND
    }

    private final Reason reason;

    CatalogueRefused(Reason reason) {
        super(reason);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
