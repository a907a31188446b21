package io.rowlock.query.seatmap;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells other features how many seats are gone, without telling which. */
@Component
public class TakenSeats {
    private final Seats seats;
    private final Clock clock;

    TakenSeats(Seats seats, Clock clock) {
        this.seats = seats;
        this.clock = clock;
    }

    /** Held right now, sold or blocked; a schedule without any is left out. */
    public Map<String, Long> bySchedule(Collection<String> scheduleIds) {
        return seats.taken(scheduleIds, clock.instant()).stream()
                .collect(Collectors.toMap(Seats.Count::getScheduleId, Seats.Count::getTaken));
    }
}
