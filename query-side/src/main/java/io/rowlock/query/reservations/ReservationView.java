package io.rowlock.query.reservations;

import io.rowlock.api.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reservation as its buyer is told. */
record ReservationView(
        String reservationId,
        String orderId,
        String holdId,
        String scheduleId,
        ReservationStatus status,
        List<SeatView> seats,
        Money total,
        Instant reservedAt,
        @Nullable Instant cancelledAt) {
    static ReservationView of(ReservationRow row) {
        return new ReservationView(
                row.reservationId(),
                row.reservationId(),
                row.holdId(),
                row.scheduleId(),
                row.status(),
                SeatView.of(row.seats()),
                row.total(),
                row.reservedAt(),
                row.cancelledAt());
    }
}
