package io.rowlock.query.reservations;

import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldEvent.HoldExtended;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.hold.ReleaseReason;
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

/** A buyer's claim to some seats, as they see it. */
@Entity
@jakarta.persistence.Table(name = "seat_hold")
// JPA and the first event fill in the columns; some are read by queries alone.
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class HoldRow extends FollowingRow {
    static final Table<HoldRow> HOLDS = Table.<HoldRow>called("seat_hold")
            .text("hold_id", row -> row.holdId)
            .text("stream", row -> row.stream)
            .text("schedule_id", row -> row.scheduleId)
            .text("buyer_id", row -> row.buyerId)
            .text("state", row -> row.state.name())
            .instant("placed_at", row -> row.placedAt)
            .instant("held_until", row -> row.heldUntil)
            .bigint("amount", row -> row.amount)
            .text("currency", row -> row.currency)
            .text("order_id", row -> row.orderId)
            .text("release_reason", row -> row.releaseReason == null ? null : row.releaseReason.name())
            .bigint("seen", HoldRow::seen)
            .ofStreams("stream", HoldRow::new);

    static final Table<SeatAtPrice.Listed> SEATS = SeatAtPrice.Listed.tableOf("seat_hold_seat", "hold_id");

    @Id
    private String holdId;

    /** Its buyer's stream for the schedule: many holds share one. */
    private String stream;

    private String scheduleId;
    private String buyerId;

    @Enumerated(EnumType.STRING)
    private HoldState state = HoldState.HELD;

    private Instant placedAt;
    private Instant heldUntil;
    private long amount;
    private String currency;
    private @Nullable String orderId;

    @Enumerated(EnumType.STRING)
    private @Nullable ReleaseReason releaseReason;

    @ElementCollection
    @CollectionTable(name = "seat_hold_seat", joinColumns = @JoinColumn(name = "hold_id"))
    @OrderColumn(name = "position")
    private List<SeatAtPrice> seats = new ArrayList<>();

    HoldRow(HoldPlaced placed, Mark mark) {
        holdId = placed.holdId().toString();
        stream = mark.stream();
        scheduleId = placed.holdId().schedule().value();
        buyerId = placed.buyer().value();
        placedAt = mark.at();
        heldUntil = placed.heldUntil();
        amount = placed.total().amount();
        currency = placed.total().currency();
    }

    private HoldRow(Cells cells) {
        holdId = cells.text("hold_id");
        stream = cells.text("stream");
        scheduleId = cells.text("schedule_id");
        buyerId = cells.text("buyer_id");
        state = HoldState.valueOf(cells.text("state"));
        placedAt = cells.instant("placed_at");
        heldUntil = cells.instant("held_until");
        amount = cells.number("amount");
        currency = cells.text("currency");
        orderId = cells.textOrNull("order_id");
        var reason = cells.textOrNull("release_reason");
        releaseReason = reason == null ? null : ReleaseReason.valueOf(reason);
    }

    void extend(HoldExtended extended) {
        heldUntil = extended.heldUntil();
    }

    void release(HoldReleased released) {
        state = released.reason() == ReleaseReason.LAPSED ? HoldState.LAPSED : HoldState.RELEASED;
        releaseReason = released.reason();
    }

    void giveBack() {
        state = HoldState.RETURNED;
    }

    void sell(HoldSold sold) {
        state = HoldState.SOLD;
        orderId = sold.orderId().value();
        releaseReason = null;
    }

    /** A hold ends by the clock; nobody has to announce it. */
    HoldState stateAt(Instant now) {
        return state == HoldState.HELD && !now.isBefore(heldUntil) ? HoldState.LAPSED : state;
    }

    /** Why the seats went back on sale, if they did. */
    @Nullable
    ReleaseReason releaseReasonAt(Instant now) {
        return stateAt(now) == HoldState.LAPSED ? ReleaseReason.LAPSED : releaseReason;
    }

    String scheduleId() {
        return scheduleId;
    }

    Instant placedAt() {
        return placedAt;
    }

    Instant heldUntil() {
        return heldUntil;
    }

    Money total() {
        return new Money(amount, currency);
    }

    @Nullable
    String orderId() {
        return orderId;
    }

    List<SeatAtPrice> seats() {
        return seats;
    }

    String holdId() {
        return holdId;
    }

    /** JPA makes rows from this. */
    protected HoldRow() {}
}
