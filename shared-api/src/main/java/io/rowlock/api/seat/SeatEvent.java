package io.rowlock.api.seat;

import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import java.time.Instant;

/** What can have happened to a seat. A seat that was never touched has no events and is available. */
public sealed interface SeatEvent {
    SeatId seatId();

    record SeatHeld(SeatId seatId, HoldId holdId, BuyerId buyer, Money price, Instant heldUntil) implements SeatEvent {}

    record SeatReleased(SeatId seatId, HoldId holdId) implements SeatEvent {}

    record SeatSold(SeatId seatId, HoldId holdId, BuyerId buyer, OrderId orderId) implements SeatEvent {}
}
