package io.rowlock.command.hold;

import io.rowlock.api.hold.AllowanceId;
import io.rowlock.api.hold.HoldCommand;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.seat.SeatCommand;
import io.rowlock.command.hold.Claims.Claim;
import io.rowlock.command.platform.commands.Streams;
import io.rowlock.command.platform.eventstore.ReadTogether;
import io.rowlock.command.seat.Seats;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** What this instance remembers, held against what the log says of a hold, before anything is decided for good. */
@Component
class Memory {
    private final Seats seats;
    private final Repository<Allowance> allowances;
    private final Clock clock;

    Memory(Seats seats, Repository<Allowance> allowances, Clock clock) {
        this.seats = seats;
        this.allowances = allowances;
        this.clock = clock;
    }

    /** Whoever is about to ask these seats and then the allowance says so first. */
    void willBeAsked(List<? extends SeatCommand> asked, AllowanceId allowance) {
        var streams = new ArrayList<String>();
        asked.forEach(command -> streams.add(command.seatId().toString()));
        streams.add(allowance.toString());
        ReadTogether.announce(streams);
    }

    Aggregate<Allowance> allowance(AllowanceId id) {
        return Streams.loadOrCreate(allowances, id, Allowance::new);
    }

    /** The log has the hold, so an allowance that has never heard of it is remembered from before. */
    Aggregate<Allowance> allowanceThatKnows(HoldCommand command) {
        var allowance = allowance(command.allowance());
        if (!allowance.invoke(it -> it.knows(command.holdId()))) {
            throw fromBefore(command.holdId());
        }
        return allowance;
    }

    /** While a hold lasts its seats are its own, so one that says otherwise is remembered from before. */
    void mustKnowWhoseTheyAre(List<? extends SeatCommand> asked, HoldId hold, Claim claim) {
        if (claim.lastsAt(clock.instant()) && !seats.areHeldBy(hold, asked)) {
            throw fromBefore(hold);
        }
    }

    /** Another instance has written since: a conflict like any other, after which this one looks again. */
    private static ConcurrencyException fromBefore(HoldId hold) {
        return new ConcurrencyException("Must look again at what belongs to " + hold);
    }
}
