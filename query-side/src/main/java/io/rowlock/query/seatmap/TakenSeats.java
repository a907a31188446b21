package io.rowlock.query.seatmap;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
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
    private final Semaphore counting;
    private final Map<String, CompletableFuture<Long>> underWay = new ConcurrentHashMap<>();
    private final Map<String, Counted> counts;

    TakenSeats(Seats seats, TakenSeatsSettings settings, Clock clock) {
        this.seats = seats;
        this.settings = settings;
        this.clock = clock;
        this.counting = new Semaphore(settings.countedAtOnce());
        this.counts = new LeastRecentlyCountedGoes(settings.kept());
    }

    private record Counted(long taken, long keptUntilNanos) {}

    /** Held right now, sold or blocked; a schedule without any is left out. */
    public Map<String, Long> now(Collection<String> scheduleIds) {
        // Whoever waits for their turn must not have a connection in hand that others need.
        counting.acquireUninterruptibly();
        try {
            return seats.taken(scheduleIds, clock.instant()).stream()
                    .collect(Collectors.toMap(Seats.Count::getScheduleId, Seats.Count::getTaken));
        } finally {
            counting.release();
        }
    }

    /** The same as it was a moment ago. */
    public Map<String, Long> recently(Collection<String> scheduleIds) {
        var found = new HashMap<String, Long>();
        var mine = new HashMap<String, CompletableFuture<Long>>();
        var others = new HashMap<String, CompletableFuture<Long>>();
        for (var schedule : kept(scheduleIds, found)) {
            var count = new CompletableFuture<Long>();
            var other = underWay.putIfAbsent(schedule, count);
            if (other == null) {
                mine.put(schedule, count);
            } else {
                others.put(schedule, other);
            }
        }
        // First one's own: nobody waits for somebody who waits.
        if (!mine.isEmpty()) {
            count(mine, found);
        }
        others.forEach((schedule, count) -> found.put(schedule, waitFor(count)));
        return found;
    }

    private void count(Map<String, CompletableFuture<Long>> mine, Map<String, Long> found) {
        try {
            // Somebody else may have counted them meanwhile.
            var missing = kept(mine.keySet(), found);
            if (!missing.isEmpty()) {
                found.putAll(counted(missing));
            }
            mine.forEach((schedule, count) -> count.complete(found.getOrDefault(schedule, 0L)));
        } catch (RuntimeException | Error e) {
            mine.values().forEach(count -> count.completeExceptionally(e));
            throw e;
        } finally {
            mine.forEach(underWay::remove);
        }
    }

    private static long waitFor(CompletableFuture<Long> count) {
        try {
            return count.join();
        } catch (CompletionException e) {
            // As if one had counted oneself.
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
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
