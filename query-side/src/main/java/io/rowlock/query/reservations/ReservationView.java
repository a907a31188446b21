package io.rowlock.query.reservations;

import io.rowlock.api.Money;
import java.time.Instant;
import java.util.List;

/** A reservation as its buyer is told. */
record ReservationView(
        String reservationId,
        String orderId,
        String holdId,
        String scheduleId,
        List<SeatView> seats,
        Money total,
        Instant reservedAt) {
    static ReservationView of(ReservationRow row) {
        return new ReservationView(
                row.getId(),
                row.getId(),
                row.holdId(),
                row.scheduleId(),
                SeatView.of(row.seats()),
                row.total(),
                row.reservedAt());
    }
}
