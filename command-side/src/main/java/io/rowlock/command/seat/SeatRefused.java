package io.rowlock.command.seat;

import io.rowlock.api.seat.SeatId;
import io.rowlock.command.platform.commands.Refusal;

/** A seat said no. */
public final class SeatRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Why a seat says no. */
    public enum Reason {
        SEAT_HELD,
        SEAT_SOLD,
        SEAT_BLOCKED,
        /** It is not, or no longer, this hold's, so that there is nothing to extend. */
        SEAT_NOT_HELD
    }

    private final transient SeatId seat;
    private final Reason reason;

    SeatRefused(SeatId seat, Reason reason) {
        super(reason);
        this.seat = seat;
        this.reason = reason;
    }

    public SeatId seat() {
        return seat;
    }

    public Reason reason() {
        return reason;
    }
}
