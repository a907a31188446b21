package io.rowlock.api.catalogue;

import io.rowlock.api.identity.OrganiserId;
import io.rowlock.api.seat.SeatName;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of a schedule, and of its seats by whom it belongs to. */
public sealed interface ScheduleCommand {
    /** Keeps a command's locks, its append and its answer small. */
    int MOST_SEATS = 50;

    @TargetAggregateIdentifier
    ScheduleId scheduleId();

    OrganiserId organiser();

    record OpenSchedule(ScheduleId scheduleId, ConcertId concertId, OrganiserId organiser, ScheduleTerms terms)
            implements ScheduleCommand {}

    /** The evening does not take place: from now on nothing of it is held, extended or sold. */
    record CancelSchedule(ScheduleId scheduleId, OrganiserId organiser) implements ScheduleCommand {}

    /** Takes seats off sale, all of them or none. */
    record BlockSeats(ScheduleId scheduleId, OrganiserId organiser, List<SeatName> seats) implements ScheduleCommand {
        public BlockSeats {
            seats = inOrder(seats);
        }
    }

    record UnblockSeats(ScheduleId scheduleId, OrganiserId organiser, List<SeatName> seats) implements ScheduleCommand {
        public UnblockSeats {
            seats = inOrder(seats);
        }
    }

    private static List<SeatName> inOrder(List<SeatName> seats) {
        if (seats.isEmpty() || seats.size() > MOST_SEATS) {
            throw new IllegalArgumentException("From 1 to " + MOST_SEATS + " seats are named at a time");
        }
        return seats.stream().distinct().sorted().toList();
    }
}
