package io.rowlock.query.verifier;

import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.seat.SeatEvent.SeatBlocked;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.api.seat.SeatEvent.SeatHoldExtended;
import io.rowlock.api.seat.SeatEvent.SeatReleased;
import io.rowlock.api.seat.SeatEvent.SeatReturned;
import io.rowlock.api.seat.SeatEvent.SeatSold;
import io.rowlock.api.seat.SeatEvent.SeatUnblocked;
import java.util.List;

/** What should be shown of a seat. */
final class SeatBooks {
    static final Table SEAT = new Table(
            "seat",
            List.of("seat_id"),
            "seat_id",
            List.of("schedule_id", "section", "row_number", "seat_number", "state", "held_until", "seen"));

    static Sheet seat(List<Told<SeatEvent>> events) {
        var sheet = new Sheet();
        for (var told : events) {
            var seat = told.event().seatId();
            var row = sheet.row(SEAT, seat.toString())
                    .with("schedule_id", seat.schedule().value())
                    .with("section", seat.name().section())
                    .with("row_number", seat.name().row())
                    .with("seat_number", seat.name().number())
                    .with("held_until", null)
                    .saw(told.sequence());
            switch (told.event()) {
                case SeatHeld it -> row.with("state", "HELD").with("held_until", it.heldUntil());
                case SeatHoldExtended it -> row.with("state", "HELD").with("held_until", it.heldUntil());
                case SeatReleased _, SeatReturned _, SeatUnblocked _ -> row.with("state", "RELEASED");
                case SeatSold _ -> row.with("state", "SOLD");
                case SeatBlocked _ -> row.with("state", "BLOCKED");
            }
        }
        return sheet;
    }

    private SeatBooks() {}
}
