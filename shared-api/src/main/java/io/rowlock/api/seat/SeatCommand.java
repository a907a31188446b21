package io.rowlock.api.seat;

import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.api.payment.OrderId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of a seat. */
public sealed interface SeatCommand {
    @TargetAggregateIdentifier
    SeatId seatId();

    record HoldSeat(SeatId seatId, HoldId holdId, BuyerId buyer, Money price, Instant heldUntil)
            implements SeatCommand {}

    record ExtendSeat(SeatId seatId, HoldId holdId, Instant heldUntil) implements SeatCommand {}

    record ReleaseSeat(SeatId seatId, HoldId holdId, ReleaseReason reason) implements SeatCommand {}

    record SellSeat(SeatId seatId, HoldId holdId, BuyerId buyer, OrderId orderId) implements SeatCommand {}

    record ReturnSeat(SeatId seatId, HoldId holdId, OrderId orderId) implements SeatCommand {}

    /** Takes the seat off sale, for as long as its organiser likes. */
    record BlockSeat(SeatId seatId, OrganiserId organiser) implements SeatCommand {}

    record UnblockSeat(SeatId seatId, OrganiserId organiser) implements SeatCommand {}
}
