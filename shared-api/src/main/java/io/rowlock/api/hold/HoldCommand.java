package io.rowlock.api.hold;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.seat.SeatName;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of a buyer's holds. Each is carried out over all its seats or not at all. */
public sealed interface HoldCommand {
    HoldId holdId();

    BuyerId buyer();

    @TargetAggregateIdentifier
    default AllowanceId allowance() {
        return new AllowanceId(holdId().schedule(), buyer());
    }

    record HoldSeats(HoldId holdId, BuyerId buyer, List<SeatName> seats) implements HoldCommand {
        /** Keeps a command's locks, its append and its answer small, whatever an organiser allows. */
        public static final int MOST_SEATS = 50;

        public HoldSeats {
            seats = seats.stream().sorted().toList();
            if (seats.isEmpty()) {
                throw new IllegalArgumentException("A hold needs at least one seat");
            }
            if (seats.size() > MOST_SEATS) {
                throw new IllegalArgumentException("A hold has at most " + MOST_SEATS + " seats");
            }
            if (seats.stream().distinct().count() < seats.size()) {
                throw new IllegalArgumentException("A hold names each seat once");
            }
        }
    }

    record ReleaseHold(HoldId holdId, BuyerId buyer, ReleaseReason reason) implements HoldCommand {}

    /** Gives the buyer more time, if the evening's terms have any left. */
    record ExtendHold(HoldId holdId, BuyerId buyer) implements HoldCommand {}

    /** Says that the hold's time is up, if it is. */
    record LapseHold(HoldId holdId, BuyerId buyer) implements HoldCommand {}

    record SellHold(HoldId holdId, BuyerId buyer, OrderId orderId) implements HoldCommand {}

    /** Sold seats go back on sale, because their order was cancelled. */
    record ReturnHold(HoldId holdId, BuyerId buyer, OrderId orderId) implements HoldCommand {}
}
