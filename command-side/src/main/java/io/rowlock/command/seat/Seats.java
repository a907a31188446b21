package io.rowlock.command.seat;

import io.rowlock.api.hold.HoldId;
import io.rowlock.api.seat.SeatCommand;
import io.rowlock.command.platform.commands.Streams;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Several seats asked as one, inside the caller's unit of work: all agree or nothing happens, and what they do is one
 * append.
 *
 * <p>Seats are always taken in the order of their ids, so that two callers can never wait for each other.
 */
@Component
public class Seats {
    private static final Comparator<SeatCommand> IN_ORDER = Comparator.comparing(SeatCommand::seatId);

    private final Repository<Seat> seats;
    private final Clock clock;

    Seats(Repository<Seat> seats, Clock clock) {
        this.seats = seats;
        this.clock = clock;
    }

    /**
     * Asks every seat, and changes none.
     *
     * @throws SeatRefused by the first seat that says no
     */
    public void mustAgreeTo(List<? extends SeatCommand> commands) {
        var now = clock.instant();
        for (var command : commands.stream().sorted(IN_ORDER).toList()) {
            seat(command).execute(seat -> seat.mustAgreeTo(command, now));
        }
    }

    /**
     * Takes them all and asks none, so that whatever is taken afterwards is taken after every seat, also after those
     * that stand behind one that says no.
     */
    public void take(List<? extends SeatCommand> commands) {
        commands.stream().sorted(IN_ORDER).forEach(this::seat);
    }

    /** Whether all of them are this hold's, as far as this instance remembers. */
    public boolean areHeldBy(HoldId hold, List<? extends SeatCommand> commands) {
        return commands.stream()
                .sorted(IN_ORDER)
                .map(command -> seat(command).invoke(seat -> seat.isHeldBy(hold)))
                .reduce(true, Boolean::logicalAnd);
    }

    /** Only after {@link #mustAgreeTo}: a refusal halfway would come too late to be cheap. */
    public void carryOut(List<? extends SeatCommand> commands) {
        for (var command : commands.stream().sorted(IN_ORDER).toList()) {
            try {
                seat(command).handle(GenericCommandMessage.asCommandMessage(command));
            } catch (SeatRefused late) {
                // The clock has passed its hold's end in between: undone, and asked anew, it is a refusal.
                throw new ConcurrencyException("A seat that had agreed has refused: " + command.seatId(), late);
            } catch (RuntimeException unchecked) {
                throw unchecked;
            } catch (Exception checked) {
                throw new IllegalStateException(checked);
            }
        }
    }

    private Aggregate<Seat> seat(SeatCommand command) {
        return Streams.loadOrCreate(seats, command.seatId(), Seat::new);
    }
}
