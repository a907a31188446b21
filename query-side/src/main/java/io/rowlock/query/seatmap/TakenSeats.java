package io.rowlock.query.seatmap;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tells other features how many seats are gone, without telling which.
 *
 * <p>A stadium's seats are counted for all who look within a moment together, and never for more than a small part of the
 * time: the longer the counting takes, the longer its result is kept.
 */
@Component
public class TakenSeats {
    /** At the most every twentieth second is spent on counting. */
    private static final int KEPT_FOR_TIMES = 20;

    private final Seats seats;
    private final TakenSeatsSettings settings;
    private final Clock clock;
    private final ReentrantLock counting = new ReentrantLock();
    private final Map<String, Counted> counts;

    TakenSeats(Seats seats, TakenSeatsSettings settings, Clock clock) {
        this.seats = seats;
        this.settings = settings;
        this.clock = clock;
        this.counts = new LeastRecentlyCountedGoes(settings.kept());
    }

    private record Counted(long taken, long keptUntilNanos) {}

    /** Held right now, sold or blocked; a schedule without any is left out. */
    public Map<String, Long> now(Collection<String> scheduleIds) {
        return seats.taken(scheduleIds, clock.instant()).stream()
                .collect(Collectors.toMap(Seats.Count::getScheduleId, Seats.Count::getTaken));
    }

    /** The same as it was a moment ago. */
    public Map<String, Long> recently(Collection<String> scheduleIds) {
        var found = new HashMap<String, Long>();
        if (!kept(scheduleIds, found).isEmpty()) {
            counting.lock();
            try {
                // Somebody else may have counted them meanwhile.
                var missing = kept(scheduleIds, found);
                if (!missing.isEmpty()) {
                    found.putAll(counted(missing));
                }
            } finally {
                counting.unlock();
            }
        }
        return found;
    }

    private List<String> kept(Collection<String> scheduleIds, Map<String, Long> found) {
        long now = System.nanoTime();
        synchronized (counts) {
            return scheduleIds.stream()
                    .filter(schedule -> {
                        var counted = counts.get(schedule);
                        if (counted == null || counted.keptUntilNanos() - now < 0) {
                            return true;
                        }
                        found.put(schedule, counted.taken());
                        return false;
                    })
                    .toList();
        }
    }

    private Map<String, Long> counted(List<String> scheduleIds) {
        long begun = System.nanoTime();
        var taken = now(scheduleIds);
        long took = System.nanoTime() - begun;
        long keptUntil = begun + Math.max(settings.maxAge().toNanos(), KEPT_FOR_TIMES * took);
        synchronized (counts) {
            for (var schedule : scheduleIds) {
                counts.put(schedule, new Counted(taken.getOrDefault(schedule, 0L), keptUntil));
            }
        }
        return taken;
    }

    private static final class LeastRecentlyCountedGoes extends LinkedHashMap<String, Counted> {
        private static final long serialVersionUID = 1L;

        private final int kept;

        LeastRecentlyCountedGoes(int kept) {
            super(16, 0.75f, true);
            this.kept = kept;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Counted> eldest) {
            return size() > kept;
        }
    }
}
