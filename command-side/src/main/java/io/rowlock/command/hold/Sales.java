package io.rowlock.command.hold;

import static io.rowlock.command.hold.HoldRefused.Reason.SCHEDULE_CANCELLED;
import static io.rowlock.command.hold.HoldRefused.Reason.SCHEDULE_NOT_FOUND;
import static io.rowlock.command.hold.HoldRefused.Reason.TOO_MANY_SEATS;

import io.rowlock.api.hold.HoldCommand.SellHold;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.seat.SeatCommand.ReleaseSeat;
import io.rowlock.api.seat.SeatCommand.SellSeat;
import io.rowlock.api.seat.SeatId;
import io.rowlock.command.catalogue.CancelledSchedules;
import io.rowlock.command.catalogue.SeatingPlans;
import io.rowlock.command.platform.commands.Refusal;
import io.rowlock.command.seat.SeatRefused;
import io.rowlock.command.seat.Seats;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.axonframework.modelling.command.Aggregate;
import org.springframework.stereotype.Component;

/** Sells holds inside the caller's unit of work: to those who have paid, and to those who pay in the same breath. */
@Component
public class Sales {
    private final SeatingPlans plans;
    private final CancelledSchedules cancelled;
    private final Seats seats;
    private final Holds holds;
    private final Memory memory;
    private final Clock clock;

    Sales(SeatingPlans plans, CancelledSchedules cancelled, Seats seats, Holds holds, Memory memory, Clock clock) {
        this.plans = plans;
        this.cancelled = cancelled;
        this.seats = seats;
        this.holds = holds;
        this.memory = memory;
        this.clock = clock;
    }

    /** A sale that everybody has been asked about, and that nobody has acted on yet. */
    public final class Sale {
        private final SellHold command;
        private final List<SellSeat> asked;
        private final Aggregate<Allowance> allowance;
        private final Optional<Refusal> refusal;

        private Sale(
                SellHold command, List<SellSeat> asked, Aggregate<Allowance> allowance, Optional<Refusal> refusal) {
            this.command = command;
            this.asked = asked;
            this.allowance = allowance;
            this.refusal = refusal;
        }

        Optional<Refusal> refusal() {
            return refusal;
        }

        /** It was sold, returned or refused before. */
        boolean isOver() {
            return !allowance.invoke(it -> it.maySell(command.holdId()));
        }

        /**
         * For those who have not paid yet.
         *
         * @throws Refusal by whoever said no
         */
        public void mustBePossible() {
            refusal.ifPresent(it -> {
                throw it;
            });
        }

        /** What is still this hold's goes back on sale with the money. */
        void refuse(Refusal reason) {
            seats.carryOut(asked.stream()
                    .map(sale -> new ReleaseSeat(sale.seatId(), sale.holdId(), ReleaseReason.SALE_REFUSED))
                    .toList());
            allowance.execute(it -> it.refuseSale(command, reason.code()));
        }

        public void carryOut() {
            seats.carryOut(asked);
            allowance.execute(it -> it.sell(command));
        }
    }

    /** Takes the seats, then the allowance. */
    public Sale ask(SellHold command) {
        var claim = holds.claim(command.holdId(), command.buyer());
        var asked = claim.seats().stream()
                .map(held -> new SellSeat(
                        new SeatId(command.holdId().schedule(), held.seat()),
                        command.holdId(),
                        command.buyer(),
                        command.orderId()))
                .toList();
        memory.willBeAsked(asked, command.allowance());
        // A refusal is an answer here and not the end: the seats that are still this hold's are released with it.
        seats.take(asked);
        memory.mustKnowWhoseTheyAre(asked, command.holdId(), claim);
        var seatGone = refusalOf(asked);
        var allowance = memory.allowanceThatKnows(command);
        return new Sale(
                command,
                asked,
                allowance,
                doesNotTakePlace(command).or(() -> seatGone).or(() -> noRoom(command, allowance)));
    }

    private Optional<Refusal> doesNotTakePlace(SellHold command) {
        return cancelled.contain(command.holdId().schedule())
                ? Optional.of(new HoldRefused(SCHEDULE_CANCELLED))
                : Optional.empty();
    }

    private Optional<Refusal> noRoom(SellHold command, Aggregate<Allowance> allowance) {
        var limit = plans.of(command.holdId().schedule())
                .orElseThrow(() -> new HoldRefused(SCHEDULE_NOT_FOUND))
                .seatsPerBuyer();
        var now = clock.instant();
        return allowance.invoke(it -> it.hasRoomToSell(command.holdId(), limit, now))
                ? Optional.empty()
                : Optional.of(new HoldRefused(TOO_MANY_SEATS));
    }

    private Optional<Refusal> refusalOf(List<SellSeat> asked) {
        try {
            seats.mustAgreeTo(asked);
            return Optional.empty();
        } catch (SeatRefused refusal) {
            return Optional.of(refusal);
        }
    }
}
