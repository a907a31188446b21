package io.rowlock.query.reservations;

import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.query.feed.FollowingRow;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Table;
import io.rowlock.query.feed.Table.Cells;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Seats that are a buyer's, until they cancel; it bears the id of the order that paid for them. */
@Entity
@jakarta.persistence.Table(name = "reservation")
// JPA and the first event fill in the columns; some are read by queries alone.
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class ReservationRow extends FollowingRow {
    static final Table<ReservationRow> RESERVATIONS = Table.<ReservationRow>called("reservation")
            .text("reservation_id", row -> row.reservationId)
            .text("hold_id", row -> row.holdId)
            .text("schedule_id", row -> row.scheduleId)
            .text("buyer_id", row -> row.buyerId)
            .text("status", row -> row.status.name())
            .instant("reserved_at", row -> row.reservedAt)
            .instant("cancelled_at", row -> row.cancelledAt)
            .bigint("amount", row -> row.amount)
            .text("currency", row -> row.currency)
            .bigint("seen", ReservationRow::seen)
            .ofStreams("schedule_id || '/buyer/' || buyer_id", ReservationRow::new);

    static final Table<SeatAtPrice.Listed> SEATS = SeatAtPrice.Listed.tableOf("reservation_seat", "reservation_id");

    @Id
    private String reservationId;

    private String holdId;
    private String scheduleId;
    private String buyerId;

    @Enumerated(EnumType.STRING)
    private ReservationStatus status = ReservationStatus.RESERVED;

    private Instant reservedAt;
    private @Nullable Instant cancelledAt;
    private long amount;
    private String currency;

    @ElementCollection
    @CollectionTable(name = "reservation_seat", joinColumns = @JoinColumn(name = "reservation_id"))
    @OrderColumn(name = "position")
    private List<SeatAtPrice> seats = new ArrayList<>();

    ReservationRow(HoldSold sold, Mark mark) {
        reservationId = sold.orderId().value();
        holdId = sold.holdId().toString();
        scheduleId = sold.holdId().schedule().value();
        buyerId = sold.buyer().value();
        reservedAt = mark.at();
        amount = sold.total().amount();
        currency = sold.total().currency();
    }

    private ReservationRow(Cells cells) {
        reservationId = cells.text("reservation_id");
        holdId = cells.text("hold_id");
        scheduleId = cells.text("schedule_id");
        buyerId = cells.text("buyer_id");
        status = ReservationStatus.valueOf(cells.text("status"));
        reservedAt = cells.instant("reserved_at");
        cancelledAt = cells.instantOrNull("cancelled_at");
        amount = cells.number("amount");
        currency = cells.text("currency");
    }

    void cancel(Mark mark) {
        status = ReservationStatus.CANCELLED;
        cancelledAt = mark.at();
    }

    ReservationStatus status() {
        return status;
    }

    @Nullable
    Instant cancelledAt() {
        return cancelledAt;
    }

    String holdId() {
        return holdId;
    }

    String scheduleId() {
        return scheduleId;
    }

    Instant reservedAt() {
        return reservedAt;
    }

    Money total() {
        return new Money(amount, currency);
    }

    List<SeatAtPrice> seats() {
        return seats;
    }

    String reservationId() {
        return reservationId;
    }

    /** JPA makes rows from this. */
    protected ReservationRow() {}
}
