package io.rowlock.api.seat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.rowlock.api.Money;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.api.payment.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can have happened to a seat. A seat that was never touched has no events and is available. */
public sealed interface SeatEvent {
    SeatId seatId();

    record SeatHeld(SeatId seatId, HoldId holdId, BuyerId buyer, Money price, Instant heldUntil) implements SeatEvent {}

    record SeatHoldExtended(SeatId seatId, HoldId holdId, Instant heldUntil) implements SeatEvent {}

    record SeatReleased(SeatId seatId, HoldId holdId, ReleaseReason reason) implements SeatEvent {
        /** The log has some that do not say why. */
        @JsonCreator
        static SeatReleased stored(SeatId seatId, HoldId holdId, @Nullable ReleaseReason reason) {
            return new SeatReleased(seatId, holdId, reason == null ? ReleaseReason.NOT_RECORDED : reason);
        }
    }

    record SeatSold(SeatId seatId, HoldId holdId, BuyerId buyer, OrderId orderId) implements SeatEvent {}

    /** It had been sold, and is on sale again. */
    record SeatReturned(SeatId seatId, HoldId holdId, OrderId orderId) implements SeatEvent {}

    record SeatBlocked(SeatId seatId, OrganiserId organiser) implements SeatEvent {}

    record SeatUnblocked(SeatId seatId, OrganiserId organiser) implements SeatEvent {}
}
