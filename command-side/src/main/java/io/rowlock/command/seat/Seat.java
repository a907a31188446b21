package io.rowlock.command.seat;

import static io.rowlock.command.seat.SeatRefused.Reason.SEAT_BLOCKED;
import static io.rowlock.command.seat.SeatRefused.Reason.SEAT_HELD;
import static io.rowlock.command.seat.SeatRefused.Reason.SEAT_NOT_HELD;
import static io.rowlock.command.seat.SeatRefused.Reason.SEAT_SOLD;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.rowlock.api.hold.HoldId;
import io.rowlock.api.seat.SeatCommand;
import io.rowlock.api.seat.SeatCommand.BlockSeat;
import io.rowlock.api.seat.SeatCommand.ExtendSeat;
import io.rowlock.api.seat.SeatCommand.HoldSeat;
import io.rowlock.api.seat.SeatCommand.ReleaseSeat;
import io.rowlock.api.seat.SeatCommand.ReturnSeat;
import io.rowlock.api.seat.SeatCommand.SellSeat;
import io.rowlock.api.seat.SeatCommand.UnblockSeat;
import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.seat.SeatEvent.SeatBlocked;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.api.seat.SeatEvent.SeatHoldExtended;
import io.rowlock.api.seat.SeatEvent.SeatReleased;
import io.rowlock.api.seat.SeatEvent.SeatReturned;
import io.rowlock.api.seat.SeatEvent.SeatSold;
import io.rowlock.api.seat.SeatEvent.SeatUnblocked;
import io.rowlock.api.seat.SeatId;
import io.rowlock.command.seat.SeatState.Available;
import io.rowlock.command.seat.SeatState.Blocked;
import io.rowlock.command.seat.SeatState.Held;
import io.rowlock.command.seat.SeatState.Sold;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** One seat on one evening. At most one buyer holds it, and it is sold at most once. Its stream begins with its first hold. */
@Aggregate(cache = "aggregateCache")
class Seat {
    @AggregateIdentifier
    private SeatId id;

    private SeatState state = new Available();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(HoldSeat command, Clock clock) {
        mustAgreeTo(command, clock.instant());
        apply(new SeatHeld(command.seatId(), command.holdId(), command.buyer(), command.price(), command.heldUntil()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ExtendSeat command, Clock clock) {
        mustAgreeTo(command, clock.instant());
        apply(new SeatHoldExtended(command.seatId(), command.holdId(), command.heldUntil()));
    }

    /** Giving back what is not, or no longer, this hold's changes nothing. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReleaseSeat command) {
        if (isHeldBy(command.holdId())) {
            apply(new SeatReleased(id, command.holdId(), command.reason()));
        }
    }

    /** Selling twice to the same hold changes nothing. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SellSeat command, Clock clock) {
        mustAgreeTo(command, clock.instant());
        if (!(state instanceof Sold)) {
            apply(new SeatSold(command.seatId(), command.holdId(), command.buyer(), command.orderId()));
        }
    }

    /** Blocking twice changes nothing. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(BlockSeat command, Clock clock) {
        mustAgreeTo(command, clock.instant());
        if (!(state instanceof Blocked)) {
            apply(new SeatBlocked(command.seatId(), command.organiser()));
        }
    }

    /** Unblocking what is not blocked changes nothing. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(UnblockSeat command) {
        if (state instanceof Blocked) {
            apply(new SeatUnblocked(command.seatId(), command.organiser()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReturnSeat command, Clock clock) {
        mustAgreeTo(command, clock.instant());
        apply(new SeatReturned(command.seatId(), command.holdId(), command.orderId()));
    }

    /** Every rule of a seat, apart from what it does, so that several seats can be asked before any of them acts. */
    void mustAgreeTo(SeatCommand command, Instant now) {
        switch (command) {
            case HoldSeat hold -> mustBeFree(hold.seatId(), now);
            case SellSeat sale -> mustBeFreeOrHeldBy(sale, now);
            case ExtendSeat extension -> mustStillBeHeldBy(extension, now);
            case BlockSeat block -> mustBeFreeOrBlocked(block, now);
            case ReturnSeat back -> mustBeSoldTo(back);
            case ReleaseSeat _, UnblockSeat _ -> {} // may always be asked
        }
    }

    boolean isHeldBy(HoldId hold) {
        return state instanceof Held held && held.by().equals(hold);
    }

    private void mustBeFree(SeatId seat, Instant now) {
        switch (state) {
            case Available _ -> {}
            case Held held when held.lapsedAt(now) -> {}
            case Held _ -> throw new SeatRefused(seat, SEAT_HELD);
            case Sold _ -> throw new SeatRefused(seat, SEAT_SOLD);
            case Blocked _ -> throw new SeatRefused(seat, SEAT_BLOCKED);
        }
    }

    private void mustStillBeHeldBy(ExtendSeat extension, Instant now) {
        if (!(state instanceof Held held) || !held.by().equals(extension.holdId()) || held.lapsedAt(now)) {
            throw new SeatRefused(extension.seatId(), SEAT_NOT_HELD);
        }
    }

    private void mustBeFreeOrBlocked(BlockSeat block, Instant now) {
        if (!(state instanceof Blocked)) {
            mustBeFree(block.seatId(), now);
        }
    }

    /** Paid for counts even after the hold has lapsed, as long as nobody else has come in between. */
    private void mustBeFreeOrHeldBy(SellSeat sale, Instant now) {
        switch (state) {
            case Held held when held.by().equals(sale.holdId()) -> {}
            case Sold sold when sold.by().equals(sale.holdId()) -> {}
            default -> mustBeFree(sale.seatId(), now);
        }
    }

    /** Only what was sold is ever asked back, so a seat that knows nothing of it remembers too early a state. */
    private void mustBeSoldTo(ReturnSeat back) {
        if (!(state instanceof Sold sold && sold.by().equals(back.holdId()))) {
            throw new ConcurrencyException("Seat " + back.seatId() + " was sold by another instance a moment ago");
        }
    }

    @EventSourcingHandler
    void on(SeatEvent event) {
        id = event.seatId();
        state = SeatState.after(event);
    }

    /** Axon starts every replay from this seat that nobody ever touched. */
    Seat() {}
}
