package io.rowlock.query.feed;

import io.rowlock.api.feed.Position;
import io.rowlock.api.feed.Position.StreamMark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets a read through once every projection has followed the streams it names as far as it names.
 *
 * <p>However many wait, one looks into the tables for all of them: when this instance commits something that is waited
 * for, and every now and then for what other instances commit.
 */
@Component
class AtLeastGate implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AtLeastGate.class);

    private final Groups groups;
    private final Arrivals arrivals;
    private final FeedSettings.AtLeast settings;
    private final Semaphore places;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    AtLeastGate(Groups groups, Arrivals arrivals, FeedSettings settings) {
        this.groups = groups;
        this.arrivals = arrivals;
        this.settings = settings.atLeast();
        this.places = new Semaphore(this.settings.readers());
    }

    /** What one read wants to see. */
    private record Waiting(Map<Projection<?>, List<StreamMark>> wanted, CountDownLatch there) {}

    /**
     * Waits if it must.
     *
     * @throws NotThereYet if patience is at its end, or too many wait already
     * @throws IllegalArgumentException if a stream's name is of no known form
     */
    void pass(Position position) throws InterruptedException {
        var wanted = wanted(position);
        if (covers(followed(wanted), wanted)) {
            return;
        }
        if (!places.tryAcquire()) {
            throw new NotThereYet();
        }
        try {
            await(wanted, position.marks().stream().map(StreamMark::stream).toList());
        } finally {
            places.release();
        }
    }

    private void await(Map<Projection<?>, List<StreamMark>> wanted, List<String> streams) throws InterruptedException {
        var reader = new Waiting(wanted, new CountDownLatch(1));
        waiting.add(reader);
        arrivals.await(streams);
        try {
            if (!reader.there().await(settings.patience().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new NotThereYet();
            }
        } finally {
            arrivals.awaitNoMore(streams);
            waiting.remove(reader);
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

    private static Map<Projection<?>, Map<String, Long>> followed(Map<Projection<?>, List<StreamMark>> wanted) {
        var followed = new HashMap<Projection<?>, Map<String, Long>>();
        wanted.forEach((projection, marks) -> {
            var streams = new HashSet<String>();
            marks.forEach(mark -> streams.add(mark.stream()));
            followed.put(projection, projection.followed(streams));
        });
        return followed;
    }

    private static boolean covers(
            Map<Projection<?>, Map<String, Long>> followed, Map<Projection<?>, List<StreamMark>> wanted) {
        return wanted.entrySet().stream().allMatch(entry -> {
            var seen = followed.getOrDefault(entry.getKey(), Map.of());
            return entry.getValue().stream().allMatch(mark -> seen.getOrDefault(mark.stream(), -1L) >= mark.sequence());
        });
    }

    private void lookForAll() {
        var all = new HashMap<Projection<?>, List<StreamMark>>();
        var readers = List.copyOf(waiting);
        for (var reader : readers) {
            reader.wanted()
                    .forEach((projection, marks) -> all.computeIfAbsent(projection, _ -> new ArrayList<>())
                            .addAll(marks));
        }
        var followed = followed(all);
        for (var reader : readers) {
            if (covers(followed, reader.wanted())) {
                reader.there().countDown();
            }
        }
    }

    private void keepLooking() {
        while (running) {
            try {
                arrivals.next(settings.lookEvery().toNanos());
                if (!waiting.isEmpty()) {
                    lookForAll();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("Could not look how far the feed was followed; those who wait go on waiting", e);
            }
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("looking-for-readers").start(this::keepLooking);
    }

    @Override
    public void stop() {
        running = false;
        arrivals.ring();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
