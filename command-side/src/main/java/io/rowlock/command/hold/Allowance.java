package io.rowlock.command.hold;

import static io.rowlock.command.hold.HoldRefused.Reason.HOLD_AT_ITS_LONGEST;
import static io.rowlock.command.hold.HoldRefused.Reason.HOLD_NOT_FOUND;
import static io.rowlock.command.hold.HoldRefused.Reason.HOLD_SOLD;
import static io.rowlock.command.hold.HoldRefused.Reason.TOO_MANY_SEATS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.rowlock.api.hold.AllowanceId;
import io.rowlock.api.hold.HoldCommand.ExtendHold;
import io.rowlock.api.hold.HoldCommand.LapseHold;
import io.rowlock.api.hold.HoldCommand.ReleaseHold;
import io.rowlock.api.hold.HoldCommand.ReturnHold;
import io.rowlock.api.hold.HoldCommand.SellHold;
import io.rowlock.api.hold.HoldEvent;
import io.rowlock.api.hold.HoldEvent.HoldExtended;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldEvent.HoldReturned;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.command.hold.Claims.Claim;
import io.rowlock.command.hold.Claims.Standing;
import java.time.Instant;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * What one buyer has and may still take of one schedule.
 *
 * <p>A stream of its own, written in the same append as the seats: so the limit holds however many requests a buyer
 * sends at once, and to however many instances.
 */
@Aggregate(cache = "aggregateCache")
class Allowance {
    @AggregateIdentifier
    private AllowanceId id;

    private Claims claims = Claims.NONE;

    void mustHaveRoomFor(int seats, int limit, Instant now) {
        if (claims.seatsTakenAt(now) + seats > limit) {
            throw new HoldRefused(TOO_MANY_SEATS);
        }
    }

    void place(HoldPlaced placed) {
        apply(placed);
    }

    boolean knows(HoldId hold) {
        return claims.of(hold).isPresent();
    }

    void mustGainFrom(HoldId hold, Instant heldUntil, Instant now) {
        var claim = claim(hold);
        claim.mustBeOpenAt(now);
        if (!heldUntil.isAfter(claim.heldUntil())) {
            throw new HoldRefused(HOLD_AT_ITS_LONGEST);
        }
    }

    Claim extend(ExtendHold command, Instant heldUntil) {
        apply(new HoldExtended(command.holdId(), command.buyer(), heldUntil));
        return claim(command.holdId());
    }

    /** Only an open hold whose time is up: said twice, or of a hold that came to another end, it changes nothing. */
    boolean mayLapse(HoldId hold, Instant now) {
        var claim = claim(hold);
        return claim.standing() == Standing.OPEN && claim.lapsedAt(now);
    }

    void lapse(LapseHold command) {
        apply(new HoldReleased(command.holdId(), command.buyer(), ReleaseReason.LAPSED));
    }

    /**
     * Released twice is released once, and what has lapsed need not be; only buyers need to be told that they have
     * bought what they give back.
     */
    boolean mayRelease(ReleaseHold command) {
        return switch (claim(command.holdId()).standing()) {
            case OPEN -> true;
            case RELEASED, LAPSED, RETURNED, SALE_REFUSED -> false;
            case SOLD -> {
                if (command.reason() == ReleaseReason.BUYER_RELEASED) {
                    throw new HoldRefused(HOLD_SOLD);
                }
                yield false;
            }
        };
    }

    void release(ReleaseHold command) {
        apply(new HoldReleased(command.holdId(), id.buyer(), command.reason()));
    }

    /** Sold twice is sold once; a sale that was refused stays refused, for the money is on its way back. */
    boolean maySell(HoldId hold) {
        return switch (claim(hold).standing()) {
            case OPEN, RELEASED, LAPSED -> true;
            case SOLD, RETURNED, SALE_REFUSED -> false;
        };
    }

    /** Returned twice is returned once. */
    boolean mayReturn(HoldId hold) {
        return switch (claim(hold).standing()) {
            case SOLD -> true;
            case RETURNED -> false;
            case OPEN, RELEASED, LAPSED, SALE_REFUSED ->
                throw new ConcurrencyException("Hold " + hold + " was sold by another instance a moment ago");
        };
    }

    /**
     * A hold that lapsed no longer counts, so what was held since may have taken its room; and whether it has lapsed may be
     * another clock's opinion, so the sum is looked at in any case.
     */
    boolean hasRoomToSell(HoldId hold, int limit, Instant now) {
        var claim = claim(hold);
        var more = claim.takesSeatsAt(now) ? 0 : claim.seats().size();
        return claims.seatsTakenAt(now) + more <= limit;
    }

    void sell(SellHold command) {
        var claim = claim(command.holdId());
        apply(new HoldSold(command.holdId(), command.buyer(), command.orderId(), claim.seats(), claim.total()));
    }

    void giveBack(ReturnHold command) {
        apply(new HoldReturned(command.holdId(), command.buyer(), command.orderId()));
    }

    void refuseSale(SellHold command, String reason) {
        apply(new SaleRefused(command.holdId(), command.buyer(), command.orderId(), reason));
    }

    private Claim claim(HoldId hold) {
        return claims.of(hold).orElseThrow(() -> new HoldRefused(HOLD_NOT_FOUND));
    }

    @EventSourcingHandler
    void on(HoldEvent event) {
        id = new AllowanceId(event.holdId().schedule(), event.buyer());
        claims = claims.after(event);
    }

    /** Axon starts every replay from this buyer who has taken nothing yet. */
    Allowance() {}
}
