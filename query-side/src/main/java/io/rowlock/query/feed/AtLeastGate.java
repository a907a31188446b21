package io.rowlock.query.feed;

import io.rowlock.api.feed.Position;
import io.rowlock.api.feed.Position.StreamMark;
import io.rowlock.query.feed.Arrivals.Bell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Lets a read through once every projection has followed the streams it names as far as it names. */
@Component
class AtLeastGate {
    private final Groups groups;
    private final Arrivals arrivals;
    private final FeedSettings.AtLeast settings;
    private final Semaphore places;

    AtLeastGate(Groups groups, Arrivals arrivals, FeedSettings settings) {
        this.groups = groups;
        this.arrivals = arrivals;
        this.settings = settings.atLeast();
        this.places = new Semaphore(this.settings.readers());
    }

    /**
     * Waits if it must.
     *
     * @throws NotThereYet if patience is at its end, or too many wait already
     * @throws IllegalArgumentException if a stream's name is of no known form
     */
    void pass(Position position) throws InterruptedException {
        var wanted = wanted(position);
        if (isThere(wanted)) {
            return;
        }
        if (!places.tryAcquire()) {
            throw new NotThereYet();
        }
        var streams =
                position.marks().stream().map(StreamMark::stream).distinct().toList();
        try (var bell = arrivals.bellFor(streams)) {
            await(wanted, bell);
        } finally {
            places.release();
        }
    }

    private void await(Map<Projection<?>, List<StreamMark>> wanted, Bell bell) throws InterruptedException {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        while (!isThere(wanted)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new NotThereYet();
            }
            bell.await(Math.min(left, settings.lookEvery().toNanos()));
        }
    }

    private Map<Projection<?>, List<StreamMark>> wanted(Position position) {
        var wanted = new HashMap<Projection<?>, List<StreamMark>>();
        for (var mark : position.marks()) {
            var kind = StreamKind.of(mark.stream())
                    .orElseThrow(() -> new IllegalArgumentException("Names a stream of no known form"));
            for (var projection : groups.following(kind)) {
                wanted.computeIfAbsent(projection, _ -> new ArrayList<>()).add(mark);
            }
        }
        return wanted;
    }

    private static boolean isThere(Map<Projection<?>, List<StreamMark>> wanted) {
        return wanted.entrySet().stream().allMatch(entry -> {
            var streams = entry.getValue().stream().map(StreamMark::stream).toList();
            var followed = entry.getKey().followed(streams);
            return entry.getValue().stream()
                    .allMatch(mark -> followed.getOrDefault(mark.stream(), -1L) >= mark.sequence());
        });
    }
}
