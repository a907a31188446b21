package io.rowlock.command.catalogue;

import io.rowlock.command.platform.commands.Refusal;

/** The catalogue said no. */
final class CatalogueRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    enum Reason {
        CONCERT_NOT_FOUND,
        SCHEDULE_NOT_FOUND,
        SEAT_NOT_FOUND
    }

    private final Reason reason;

    private final String about;

    CatalogueRefused(Reason reason) {
        this(reason, "");
    }

    CatalogueRefused(Reason reason, Object about) {
        super(reason);
        this.reason = reason;
        this.about = about.toString();
    }

    /** What it is about, where the reason alone does not say; else empty. */
    String about() {
        return about;
    }

    Reason reason() {
        return reason;
    }
}
