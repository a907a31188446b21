package io.rowlock.query.seatmap;

import io.rowlock.api.catalogue.ScheduleId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has each map drawn once for all who look at the same time: in a sale that is everybody, and a map can have tens of
 * thousands of seats.
 */
@Component
class SeatMaps {
    private final SeatMapArtist artist;
    private final SeatMapSettings settings;
    private final Map<ScheduleId, Easel> easels;

    SeatMaps(SeatMapArtist artist, SeatMapSettings settings) {
        this.artist = artist;
        this.settings = settings;
        this.easels = new LeastRecentlyLookedAtGoes(settings.kept());
    }

    /** As it was not much earlier. */
    SeatMapView recent(ScheduleId schedule) {
        return drawnSince(System.nanoTime() - settings.maxAge().toNanos(), schedule);
    }

    /** As it is from now on: what the caller was told has arrived is on it. */
    SeatMapView current(ScheduleId schedule) {
        return drawnSince(System.nanoTime(), schedule);
    }

    private SeatMapView drawnSince(long nanos, ScheduleId schedule) {
        Easel easel;
        synchronized (easels) {
            easel = easels.computeIfAbsent(schedule, _ -> new Easel());
        }
        return easel.drawnSince(nanos, schedule);
    }

    /** One schedule's last map; those who come while it is drawn share the next one. */
    private final class Easel {
        private final ReentrantLock drawing = new ReentrantLock();
        private volatile @Nullable Drawn last;

        SeatMapView drawnSince(long nanos, ScheduleId schedule) {
            var drawn = last;
            if (drawn != null && drawn.begunAt() - nanos >= 0) {
                return drawn.map();
            }
            drawing.lock();
            try {
                var meanwhile = last;
                if (meanwhile != null && meanwhile.begunAt() - nanos >= 0) {
                    return meanwhile.map();
                }
                var begunAt = System.nanoTime();
                var map = artist.draw(schedule);
                last = new Drawn(begunAt, map);
                return map;
            } finally {
                drawing.unlock();
            }
        }
    }

    private record Drawn(long begunAt, SeatMapView map) {}

    private static final class LeastRecentlyLookedAtGoes extends LinkedHashMap<ScheduleId, Easel> {
        private static final long serialVersionUID = 1L;

        private final int kept;

        LeastRecentlyLookedAtGoes(int kept) {
            super(16, 0.75f, true);
            this.kept = kept;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ScheduleId, Easel> eldest) {
            return size() > kept;
        }
    }
}
