package io.rowlock.command.waitingroom.room;

import io.rowlock.command.platform.commands.Refusal;

/** A waiting room said no. */
public final class RoomRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        ROOM_NOT_FOUND,
        ROOM_OPEN_ALREADY,
        ROOM_CLOSED,
        /** The evening's sale is over, or it does not take place. */
        ROOM_OVER,
        BUYER_BLOCKED,
        TOO_MANY_PRIORITY_PLACES,
        TOO_MANY_BLOCKED,
        /** The seed is not the one whose hash was published before the opening. */
        DRAW_NOT_AS_COMMITTED
    }

    private final Reason reason;

    public RoomRefused(Reason reason) {
        super(reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
