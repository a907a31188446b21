package io.rowlock.query.feed;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Tells that this instance has committed something of a stream that somebody waits for. */
@Component
class Arrivals {
    /** Each stream with how many wait for it. */
    private final ConcurrentMap<String, Integer> awaited = new ConcurrentHashMap<>();

    private final Semaphore rung = new Semaphore(0);

    void arrived(String stream) {
        if (awaited.containsKey(stream)) {
            ring();
        }
    }

    /** From now on, so that nothing committed after a look at the tables is missed. */
    void await(Collection<String> streams) {
        streams.forEach(stream -> awaited.merge(stream, 1, Integer::sum));
        ring();
    }

    void awaitNoMore(Collection<String> streams) {
        streams.forEach(stream -> awaited.computeIfPresent(stream, (_, readers) -> readers == 1 ? null : readers - 1));
    }

    void ring() {
        rung.release();
    }

    /** Returns once something has arrived, or after this long. However often it rang meanwhile, that is one ring. */
    void next(long nanos) throws InterruptedException {
        if (rung.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            rung.drainPermits();
        }
    }
}
