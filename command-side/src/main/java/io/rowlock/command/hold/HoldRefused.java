package io.rowlock.command.hold;

import io.rowlock.command.platform.commands.Refusal;

/** A hold was refused, or something was asked of it that its state does not allow. */
public final class HoldRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        SCHEDULE_NOT_FOUND,
        SCHEDULE_CANCELLED,
        SALE_NOT_OPEN,
        SALE_CLOSED,
        SEAT_NOT_FOUND,
        TOO_MANY_SEATS,
        HOLD_NOT_FOUND,
        HOLD_LAPSED,
        HOLD_RELEASED,
        HOLD_SOLD,
        HOLD_AT_ITS_LONGEST
    }

    private final Reason reason;

    private final String about;

    HoldRefused(Reason reason) {
        this(reason, "");
    }

    HoldRefused(Reason reason, Object about) {
        super(reason);
        this.reason = reason;
        this.about = about.toString();
    }

    /** What it is about, where the reason alone does not say; else empty. */
    String about() {
        return about;
    }

    public Reason reason() {
        return reason;
    }
}
