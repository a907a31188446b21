package io.rowlock.api.hold;

import io.rowlock.api.Money;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import java.time.Instant;
import java.util.List;

/** What can have happened to a buyer's holds of one schedule. */
public sealed interface HoldEvent {
    HoldId holdId();

    BuyerId buyer();

    record HoldPlaced(HoldId holdId, BuyerId buyer, List<HeldSeat> seats, Money total, Instant heldUntil)
            implements HoldEvent {
        public HoldPlaced {
            seats = List.copyOf(seats);
        }
    }

    record HoldExtended(HoldId holdId, BuyerId buyer, Instant heldUntil) implements HoldEvent {}

    record HoldReleased(HoldId holdId, BuyerId buyer, ReleaseReason reason) implements HoldEvent {}

    /** The seats are the buyer's, unless the order is cancelled. */
    record HoldSold(HoldId holdId, BuyerId buyer, OrderId orderId, List<HeldSeat> seats, Money total)
            implements HoldEvent {
        public HoldSold {
            seats = List.copyOf(seats);
        }
    }

    /** Paid for, but the seats were gone by then. Recorded because somebody must act on it: the money goes back. */
    record SaleRefused(HoldId holdId, BuyerId buyer, OrderId orderId, String reason) implements HoldEvent {}

    /** What was sold is on sale again; its money goes back by the order. */
    record HoldReturned(HoldId holdId, BuyerId buyer, OrderId orderId) implements HoldEvent {}
}
