package io.rowlock.query.reservations;

import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.query.feed.FollowingRow;
import io.rowlock.query.feed.Mark;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Seats that are a buyer's, until they cancel; it bears the id of the order that paid for them. */
@Entity
@Table(name = "reservation")
// JPA and the first event fill in the columns; some are read by queries alone.
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class ReservationRow extends FollowingRow {
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
        seats.addAll(SeatAtPrice.of(sold.seats()));
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

    @Override
    public String getId() {
        return reservationId;
    }

    /** JPA makes rows from this. */
    protected ReservationRow() {}
}
