package io.rowlock.query.verifier;

import java.util.concurrent.TimeUnit;

/** So many in a second, at most. */
final class Pace {
    private final long nanosEach;
    private long nextAt = System.nanoTime();

    Pace(int perSecond) {
        this.nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Nanoseconds until the next may be taken; 0 or less if it is time. */
    long left(long now) {
        return nextAt - now;
    }

    /** These were taken; what was not taken earlier cannot be caught up with. */
    void took(int many, long now) {
        nextAt = Math.max(nextAt, now) + many * nanosEach;
    }

    void pause(long nanos, long now) {
        nextAt = now + nanos;
    }
}
