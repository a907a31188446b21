package io.rowlock.query.reservations;

import io.rowlock.api.Money;
import io.rowlock.api.hold.ReleaseReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A hold as its buyer is told. */
record HoldView(
        String holdId,
        String scheduleId,
        HoldState state,
        List<SeatView> seats,
        Money total,
        Instant placedAt,
        Instant heldUntil,
        @Nullable String orderId,
        @Nullable ReleaseReason releaseReason) {
    static HoldView of(HoldRow row, Instant now) {
        return new HoldView(
                row.holdId(),
                row.scheduleId(),
                row.stateAt(now),
                SeatView.of(row.seats()),
                row.total(),
                row.placedAt(),
                row.heldUntil(),
                row.orderId(),
                row.releaseReasonAt(now));
    }
}
