package io.rowlock.query.verifier;

import io.rowlock.api.hold.AllowanceId;
import io.rowlock.api.hold.HeldSeat;
import io.rowlock.api.hold.HoldEvent;
import io.rowlock.api.hold.HoldEvent.HoldExtended;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldEvent.HoldReturned;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.api.hold.ReleaseReason;
import java.util.List;

/** What should be shown of one hold, and of the reservation that it may have become. */
final class HoldBooks {
    static final Table HOLD = new Table(
            "seat_hold",
            List.of("hold_id"),
            "stream",
            List.of(
                    "stream",
                    "schedule_id",
                    "buyer_id",
                    "state",
                    "placed_at",
                    "held_until",
                    "amount",
                    "currency",
                    "order_id",
                    "release_reason",
                    "seen"));

    static final Table HOLD_SEAT = new Table(
            "seat_hold_seat", List.of("hold_id", "position"), "hold_id", List.of("seat", "amount", "currency"));

    static final Table RESERVATION = new Table(
            "reservation",
            List.of("reservation_id"),
            "hold_id",
            List.of(
                    "hold_id",
                    "schedule_id",
                    "buyer_id",
                    "status",
                    "reserved_at",
                    "cancelled_at",
                    "amount",
                    "currency",
                    "seen"));

    static final Table RESERVATION_SEAT = new Table(
            "reservation_seat",
            List.of("reservation_id", "position"),
            "reservation_id",
            List.of("seat", "amount", "currency"));

    static Sheet hold(List<Told<HoldEvent>> events) {
        var sheet = new Sheet();
        for (var told : events) {
            var id = told.event().holdId();
            var hold = sheet.row(HOLD, id.toString()).saw(told.sequence());
            switch (told.event()) {
                case HoldPlaced it -> {
                    hold.with("stream", new AllowanceId(id.schedule(), it.buyer()).toString())
                            .with("schedule_id", id.schedule().value())
                            .with("buyer_id", it.buyer().value())
                            .with("state", "HELD")
                            .with("placed_at", told.at())
                            .with("held_until", it.heldUntil())
                            .with("amount", it.total().amount())
                            .with("currency", it.total().currency())
                            .with("order_id", null)
                            .with("release_reason", null);
                    seats(sheet, HOLD_SEAT, id.toString(), it.seats());
                }
                case HoldExtended it -> hold.with("held_until", it.heldUntil());
                case HoldReleased it ->
                    hold.with("state", it.reason() == ReleaseReason.LAPSED ? "LAPSED" : "RELEASED")
                            .with("release_reason", it.reason().name());
                case HoldSold it -> {
                    hold.with("state", "SOLD")
                            .with("order_id", it.orderId().value())
                            .with("release_reason", null);
                    sheet.row(RESERVATION, it.orderId().value())
                            .with("hold_id", id.toString())
                            .with("schedule_id", id.schedule().value())
                            .with("buyer_id", it.buyer().value())
                            .with("status", "RESERVED")
                            .with("reserved_at", told.at())
                            .with("cancelled_at", null)
                            .with("amount", it.total().amount())
                            .with("currency", it.total().currency())
                            .saw(told.sequence());
                    seats(sheet, RESERVATION_SEAT, it.orderId().value(), it.seats());
                }
                case HoldReturned it -> {
                    hold.with("state", "RETURNED");
                    sheet.row(RESERVATION, it.orderId().value())
                            .with("status", "CANCELLED")
                            .with("cancelled_at", told.at())
                            .saw(told.sequence());
                }
                case SaleRefused _ -> {} // the hold is as it was
            }
        }
        return sheet;
    }

    private static void seats(Sheet sheet, Table table, String owner, List<HeldSeat> seats) {
        int position = 0;
        for (var seat : seats) {
            sheet.row(table, owner, position)
                    .with("seat", seat.seat().toString())
                    .with("amount", seat.price().amount())
                    .with("currency", seat.price().currency());
            position++;
        }
    }

    private HoldBooks() {}
}
