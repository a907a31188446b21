package io.rowlock.command.hold;

import static io.rowlock.command.hold.HoldRefused.Reason.SALE_CLOSED;
import static io.rowlock.command.hold.HoldRefused.Reason.SALE_NOT_OPEN;
import static io.rowlock.command.hold.HoldRefused.Reason.SCHEDULE_CANCELLED;
import static io.rowlock.command.hold.HoldRefused.Reason.SCHEDULE_NOT_FOUND;
import static io.rowlock.command.hold.HoldRefused.Reason.SEAT_NOT_FOUND;
import static io.rowlock.command.hold.HoldRefused.Reason.TOO_MANY_SEATS;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.hold.AllowanceId;
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
import io.rowlock.api.seat.SeatCommand;
import io.rowlock.api.seat.SeatCommand.ExtendSeat;
import io.rowlock.api.seat.SeatCommand.HoldSeat;
import io.rowlock.api.seat.SeatCommand.ReleaseSeat;
import io.rowlock.api.seat.SeatCommand.ReturnSeat;
import io.rowlock.api.seat.SeatCommand.SellSeat;
import io.rowlock.api.seat.SeatId;
import io.rowlock.api.seat.SeatName;
import io.rowlock.command.catalogue.CancelledSchedules;
import io.rowlock.command.catalogue.SeatingPlans;
import io.rowlock.command.hold.Claims.Claim;
import io.rowlock.command.hold.Claims.Standing;
import io.rowlock.command.platform.commands.Streams;
import io.rowlock.command.seat.SeatRefused;
import io.rowlock.command.seat.Seats;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;
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
    private final Repository<Allowance> allowances;
    private final Clock clock;

    HoldDesk(
            SeatingPlans plans,
            CancelledSchedules cancelled,
            Seats seats,
            Holds holds,
            Repository<Allowance> allowances,
            Clock clock) {
        this.plans = plans;
        this.cancelled = cancelled;
        this.seats = seats;
        this.holds = holds;
        this.allowances = allowances;
        this.clock = clock;
    }

    @CommandHandler
    HoldPlaced handle(HoldSeats command) {
        var now = clock.instant();
        var terms = termsOf(command.holdId().schedule());
        mustTakePlace(command);
        mustBeOnSale(terms, now);
        // To the millisecond, which everybody along the way can keep.
        var heldUntil = now.plus(terms.holdFor()).truncatedTo(ChronoUnit.MILLIS);
        var placed = asPlaced(command, terms, heldUntil);
        var asked = placed.seats().stream().map(seat -> hold(placed, seat)).toList();

        seats.mustAgreeTo(asked);
        var allowance = allowance(command.allowance());
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

        mustKnowWhoseTheyAre(asked, command.holdId(), claim);
        seats.mustAgreeTo(asked);
        var allowance = allowanceThatKnows(command);
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
        seats.mustAgreeTo(asked);
        var allowance = allowanceThatKnows(command);
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
        mustKnowWhoseTheyAre(asked, command.holdId(), claim);
        seats.mustAgreeTo(asked);
        var allowance = allowanceThatKnows(command);
        if (allowance.invoke(it -> it.mayRelease(command))) {
            seats.carryOut(asked);
            allowance.execute(it -> it.release(command));
        }
    }

    /** A buyer who paid gets the seats, or a record that they were gone, on which the money goes back. */
    @CommandHandler
    void handle(SellHold command) {
        var claim = holds.claim(command.holdId(), command.buyer());
        var asked = eachSeat(
                command.holdId(),
                claim,
                seat -> new SellSeat(seat, command.holdId(), command.buyer(), command.orderId()));
        mustKnowWhoseTheyAre(asked, command.holdId(), claim);
        var seatGone = refusalOf(asked).map(refusal -> refusal.reason().name());
        var allowance = allowanceThatKnows(command);
        if (!allowance.invoke(it -> it.maySell(command.holdId()))) {
            return;
        }
        var refusal = doesNotTakePlace(command).or(() -> seatGone).or(() -> noRoomToSell(command, allowance));
        if (refusal.isPresent()) {
            allowance.execute(it -> it.refuseSale(command, refusal.get()));
        } else {
            seats.carryOut(asked);
            allowance.execute(it -> it.sell(command));
        }
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
        seats.mustAgreeTo(asked);
        var allowance = allowanceThatKnows(command);
        if (allowance.invoke(it -> it.mayReturn(command.holdId()))) {
            seats.carryOut(asked);
            allowance.execute(it -> it.giveBack(command));
        }
    }

    /** While a hold lasts its seats are its own, so one that says otherwise is remembered from before. */
    private void mustKnowWhoseTheyAre(List<? extends SeatCommand> asked, HoldId hold, Claim claim) {
        if (claim.lastsAt(clock.instant()) && !seats.areHeldBy(hold, asked)) {
            throw rememberedFromBefore(hold);
        }
    }

    /** The log has the hold, so an allowance that has never heard of it is remembered from before. */
    private Aggregate<Allowance> allowanceThatKnows(HoldCommand command) {
        var allowance = allowance(command.allowance());
        if (!allowance.invoke(it -> it.knows(command.holdId()))) {
            throw rememberedFromBefore(command.holdId());
        }
        return allowance;
    }

    /** Another instance has written since: a conflict like any other, after which this one looks again. */
    private static ConcurrencyException rememberedFromBefore(HoldId hold) {
        return new ConcurrencyException("Must look again at what belongs to " + hold);
    }

    private void mustTakePlace(HoldCommand command) {
        if (cancelled.contain(command.holdId().schedule())) {
            throw new HoldRefused(SCHEDULE_CANCELLED);
        }
    }

    private Optional<String> doesNotTakePlace(SellHold command) {
        return cancelled.contain(command.holdId().schedule())
                ? Optional.of(SCHEDULE_CANCELLED.name())
                : Optional.empty();
    }

    private Optional<String> noRoomToSell(SellHold command, Aggregate<Allowance> allowance) {
        var limit = termsOf(command.holdId().schedule()).seatsPerBuyer();
        var now = clock.instant();
        return allowance.invoke(it -> it.hasRoomToSell(command.holdId(), limit, now))
                ? Optional.empty()
                : Optional.of(TOO_MANY_SEATS.name());
    }

    private ScheduleTerms termsOf(ScheduleId schedule) {
        return plans.of(schedule).orElseThrow(() -> new HoldRefused(SCHEDULE_NOT_FOUND));
    }

    private static void mustBeOnSale(ScheduleTerms terms, Instant now) {
        if (now.isBefore(terms.salesOpenAt())) {
            throw new HoldRefused(SALE_NOT_OPEN);
        }
        if (!now.isBefore(terms.salesCloseAt())) {
            throw new HoldRefused(SALE_CLOSED);
        }
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

    private Optional<SeatRefused> refusalOf(List<SellSeat> asked) {
        try {
            seats.mustAgreeTo(asked);
            return Optional.empty();
        } catch (SeatRefused refusal) {
            return Optional.of(refusal);
        }
    }

    private Aggregate<Allowance> allowance(AllowanceId id) {
        return Streams.loadOrCreate(allowances, id, Allowance::new);
    }
}
