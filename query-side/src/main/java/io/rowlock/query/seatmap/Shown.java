package io.rowlock.query.seatmap;

import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.seat.SeatEvent.SeatBlocked;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.api.seat.SeatEvent.SeatHoldExtended;
import io.rowlock.api.seat.SeatEvent.SeatReleased;
import io.rowlock.api.seat.SeatEvent.SeatReturned;
import io.rowlock.api.seat.SeatEvent.SeatSold;
import io.rowlock.api.seat.SeatEvent.SeatUnblocked;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an event makes of a seat on the map: it takes no more than the last one to know. */
record Shown(SeatState state, @Nullable Instant heldUntil) {
    static Shown after(SeatEvent event) {
        return switch (event) {
            case SeatHeld held -> new Shown(SeatState.HELD, held.heldUntil());
            case SeatHoldExtended extended -> new Shown(SeatState.HELD, extended.heldUntil());
            case SeatReleased _, SeatUnblocked _, SeatReturned _ -> new Shown(SeatState.RELEASED, null);
            case SeatSold _ -> new Shown(SeatState.SOLD, null);
            case SeatBlocked _ -> new Shown(SeatState.BLOCKED, null);
        };
    }

    char at(Instant now) {
        return state.shownAt(now, heldUntil);
    }
}
