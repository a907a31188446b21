package io.rowlock.query.feed;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes those who wait for a stream when this instance has committed something of it. */
@Component
class Arrivals {
    private final ConcurrentMap<String, Set<Bell>> waiting = new ConcurrentHashMap<>();

    void arrived(String stream) {
        waiting.getOrDefault(stream, Set.of()).forEach(Bell::ring);
    }

    /** Rings from now on, so that nothing committed after a look at the tables is missed. */
    Bell bellFor(Collection<String> streams) {
        var bell = new Bell(streams);
        for (var stream : streams) {
            waiting.compute(stream, (_, bells) -> {
                var all = bells == null ? ConcurrentHashMap.<Bell>newKeySet() : bells;
                all.add(bell);
                return all;
            });
        }
        return bell;
    }

    /** Rings for one waiting reader. */
    final class Bell implements AutoCloseable {
        private final Collection<String> streams;
        private final Semaphore rung = new Semaphore(0);

        private Bell(Collection<String> streams) {
            this.streams = streams;
        }

        private void ring() {
            rung.release();
        }

        /** Returns after a ring, or after this long without one. */
        void await(long nanos) throws InterruptedException {
            if (rung.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                rung.drainPermits();
            }
        }

        @Override
        public void close() {
            for (var stream : streams) {
                waiting.computeIfPresent(stream, (_, bells) -> {
                    bells.remove(this);
                    return bells.isEmpty() ? null : bells;
                });
            }
        }
    }
}
