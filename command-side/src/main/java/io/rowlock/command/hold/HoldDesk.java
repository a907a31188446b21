package io.rowlock.command.hold;

import static io.rowlock.command.hold.HoldRefused.Reason.SALE_CLOSED;
import static io.rowlock.command.hold.HoldRefused.Reason.SALE_NOT_OPEN;
import static io.rowlock.command.hold.HoldRefused.Reason.SCHEDULE_CANCELLED;
import static io.rowlock.command.hold.HoldRefused.Reason.SCHEDULE_NOT_FOUND;
import static io.rowlock.command.hold.HoldRefused.Reason.SEAT_NOT_FOUND;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.hold.HeldSeat;
import io.rowlock.api.hold.HoldCommand;
import io.rowlock.api.hold.HoldCommand.ExtendHold;
import io.rowlock.api.hold.HoldCommand.HoldSeats;
import io.rowlock.api.hold.HoldCommand.LapseHold;
import io.rowlock.api.hold.HoldCommand.ReleaseHold;
import io.rowlock.api.hold.HoldCommand.ReturnHold;
import io.rowlock.api.hold.HoldCommand.SellHold;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.seat.SeatCommand.ExtendSeat;
import io.rowlock.api.seat.SeatCommand.HoldSeat;
import io.rowlock.api.seat.SeatCommand.ReleaseSeat;
import io.rowlock.api.seat.SeatCommand.ReturnSeat;
import io.rowlock.api.seat.SeatId;
import io.rowlock.api.seat.SeatName;
import io.rowlock.command.catalogue.CancelledSchedules;
import io.rowlock.command.catalogue.SeatingPlans;
import io.rowlock.command.hold.Claims.Claim;
import io.rowlock.command.hold.Claims.Standing;
import io.rowlock.command.seat.Seats;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.Rooms;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/**
 * Where several seats become one hold.
 *
 * <p>Each command asks first and acts afterwards: nothing has changed yet when somebody says no. And each takes the
 * seats before the allowance, in this order always, so that no two can wait for each other.
 */
@Component
class HoldDesk {
    private final SeatingPlans plans;
    private final Seats seats;
    private final CancelledSchedules cancelled;
    private final Holds holds;
    private final Sales sales;
    private final Memory memory;
    private final Rooms rooms;
    private final Clock clock;

    HoldDesk(
            SeatingPlans plans,
            CancelledSchedules cancelled,
            Seats seats,
            Holds holds,
            Sales sales,
            Memory memory,
            Rooms rooms,
            Clock clock) {
        this.plans = plans;
        this.cancelled = cancelled;
        this.seats = seats;
        this.holds = holds;
        this.sales = sales;
        this.memory = memory;
        this.rooms = rooms;
        this.clock = clock;
    }

    @CommandHandler
    HoldPlaced handle(HoldSeats command) {
        var now = clock.instant();
        var terms = termsOf(command.holdId().schedule());
        mustTakePlace(command);
        mustBeOnSale(command.holdId().schedule(), terms, now);
        // To the millisecond, which everybody along the way can keep.
        var heldUntil = now.plus(terms.holdFor()).truncatedTo(ChronoUnit.MILLIS);
        var placed = asPlaced(command, terms, heldUntil);
        var asked = placed.seats().stream().map(seat -> hold(placed, seat)).toList();

        memory.willBeAsked(asked, command.allowance());
        seats.mustAgreeTo(asked);
        var allowance = memory.allowance(command.allowance());
        allowance.execute(it -> it.mustHaveRoomFor(asked.size(), terms.seatsPerBuyer(), now));

        seats.carryOut(asked);
        allowance.execute(it -> it.place(placed));
        return placed;
    }

    @CommandHandler
    Claim handle(ExtendHold command) {
        var now = clock.instant();
        var terms = termsOf(command.holdId().schedule());
        mustTakePlace(command);
        var claim = holds.claim(command.holdId(), command.buyer());
        claim.mustBeOpenAt(now);
        var heldUntil = claim.endExtendedAt(now, terms);
        var asked = eachSeat(command.holdId(), claim, seat -> new ExtendSeat(seat, command.holdId(), heldUntil));

        memory.willBeAsked(asked, command.allowance());
        memory.mustKnowWhoseTheyAre(asked, command.holdId(), claim);
        seats.mustAgreeTo(asked);
        var allowance = memory.allowanceThatKnows(command);
        allowance.execute(it -> it.mustGainFrom(command.holdId(), heldUntil, now));

        seats.carryOut(asked);
        return allowance.invoke(it -> it.extend(command, heldUntil));
    }

    /** Seats that somebody else has taken since stay theirs; the rest is announced to be free. */
    @CommandHandler
    boolean handle(LapseHold command) {
        var now = clock.instant();
        var claim = holds.claim(command.holdId(), command.buyer());
        var asked = eachSeat(
                command.holdId(), claim, seat -> new ReleaseSeat(seat, command.holdId(), ReleaseReason.LAPSED));
        memory.willBeAsked(asked, command.allowance());
        seats.mustAgreeTo(asked);
        var allowance = memory.allowanceThatKnows(command);
        var lapses = allowance.invoke(it -> it.mayLapse(command.holdId(), now));
        if (lapses) {
            seats.carryOut(asked);
            allowance.execute(it -> it.lapse(command));
        }
        return lapses;
    }

    @CommandHandler
    void handle(ReleaseHold command) {
        var claim = holds.claim(command.holdId(), command.buyer());
        var asked =
                eachSeat(command.holdId(), claim, seat -> new ReleaseSeat(seat, command.holdId(), command.reason()));
        memory.willBeAsked(asked, command.allowance());
        memory.mustKnowWhoseTheyAre(asked, command.holdId(), claim);
        seats.mustAgreeTo(asked);
        var allowance = memory.allowanceThatKnows(command);
        if (allowance.invoke(it -> it.mayRelease(command))) {
            seats.carryOut(asked);
            allowance.execute(it -> it.release(command));
        }
    }

    /** A buyer who paid gets the seats, or a record that they were gone, on which the money goes back. */
    @CommandHandler
    void handle(SellHold command) {
        var sale = sales.ask(command);
        if (sale.isOver()) {
            return;
        }
        sale.refusal().ifPresentOrElse(sale::refuse, sale::carryOut);
    }

    /** What was never sold, or was returned before, has nothing to return; read from the log, for a policy asks once. */
    @CommandHandler
    void handle(ReturnHold command) {
        var claim = holds.claim(command.holdId(), command.buyer());
        if (claim.standing() != Standing.SOLD) {
            return;
        }
        var asked =
                eachSeat(command.holdId(), claim, seat -> new ReturnSeat(seat, command.holdId(), command.orderId()));
        memory.willBeAsked(asked, command.allowance());
        seats.mustAgreeTo(asked);
        var allowance = memory.allowanceThatKnows(command);
        if (allowance.invoke(it -> it.mayReturn(command.holdId()))) {
            seats.carryOut(asked);
            allowance.execute(it -> it.giveBack(command));
        }
    }

    private void mustTakePlace(HoldCommand command) {
        if (cancelled.contain(command.holdId().schedule())) {
            throw new HoldRefused(SCHEDULE_CANCELLED);
        }
    }

    private ScheduleTerms termsOf(ScheduleId schedule) {
        return plans.of(schedule).orElseThrow(() -> new HoldRefused(SCHEDULE_NOT_FOUND));
    }

    private void mustBeOnSale(ScheduleId schedule, ScheduleTerms terms, Instant now) {
        if (now.isBefore(terms.salesOpenAt()) && !(terms.gated() && wasOpenedEarly(schedule, now))) {
            throw new HoldRefused(SALE_NOT_OPEN);
        }
        if (!now.isBefore(terms.salesCloseAt())) {
            throw new HoldRefused(SALE_CLOSED);
        }
    }

    /** By an operator, who lets people into the evening's waiting room before the hour. */
    private boolean wasOpenedEarly(ScheduleId schedule, Instant now) {
        return rooms.of(schedule)
                .flatMap(Room::openedEarly)
                .filter(opened -> !now.isBefore(opened))
                .isPresent();
    }

    private static HoldPlaced asPlaced(HoldSeats command, ScheduleTerms terms, Instant heldUntil) {
        var priced = command.seats().stream()
                .map(seat -> new HeldSeat(seat, priceOf(seat, terms)))
                .toList();
        var total = priced.stream().map(HeldSeat::price).reduce(Money::plus).orElseThrow();
        return new HoldPlaced(command.holdId(), command.buyer(), priced, total, heldUntil);
    }

    private static Money priceOf(SeatName seat, ScheduleTerms terms) {
        return terms.sections().stream()
                .filter(section -> section.has(seat))
                .findFirst()
                .orElseThrow(() -> new HoldRefused(SEAT_NOT_FOUND, seat))
                .price();
    }

    private static HoldSeat hold(HoldPlaced placed, HeldSeat seat) {
        var seatId = new SeatId(placed.holdId().schedule(), seat.seat());
        return new HoldSeat(seatId, placed.holdId(), placed.buyer(), seat.price(), placed.heldUntil());
    }

    private static <C> List<C> eachSeat(HoldId hold, Claim claim, Function<SeatId, C> asked) {
        return claim.seats().stream()
                .map(held -> asked.apply(new SeatId(hold.schedule(), held.seat())))
                .toList();
    }
}
