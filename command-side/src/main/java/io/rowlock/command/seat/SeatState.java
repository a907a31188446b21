package io.rowlock.command.seat;

import io.rowlock.api.hold.HoldId;
import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.seat.SeatEvent.SeatBlocked;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.api.seat.SeatEvent.SeatHoldExtended;
import io.rowlock.api.seat.SeatEvent.SeatReleased;
import io.rowlock.api.seat.SeatEvent.SeatReturned;
import io.rowlock.api.seat.SeatEvent.SeatSold;
import io.rowlock.api.seat.SeatEvent.SeatUnblocked;
import java.time.Instant;

/** As much of a seat's past as its rules need, and no more. */
sealed interface SeatState {
    record Available() implements SeatState {}

    record Held(HoldId by, Instant until) implements SeatState {
        /** The end itself is no longer part of the hold. */
        boolean lapsedAt(Instant now) {
            return !now.isBefore(until);
        }
    }

    record Sold(HoldId by) implements SeatState {}

    /** Kept off sale by the organiser. */
    record Blocked() implements SeatState {}

    static SeatState after(SeatEvent event) {
        return switch (event) {
            case SeatHeld held -> new Held(held.holdId(), held.heldUntil());
            case SeatHoldExtended extended -> new Held(extended.holdId(), extended.heldUntil());
            case SeatReleased _, SeatUnblocked _, SeatReturned _ -> new Available();
            case SeatSold sold -> new Sold(sold.holdId());
            case SeatBlocked _ -> new Blocked();
        };
    }
}
