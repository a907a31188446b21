package io.rowlock.command.platform.eventstore;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does something as soon as somebody asks for it, and once for all who ask within a moment.
 *
 * <p>Whoever asks can rely on its being done from the beginning afterwards.
 */
final class Gathered {
    private final ScheduledExecutorService executor;
    private final long every;
    private final Runnable action;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile long notBefore = System.nanoTime();

    /** @param every how long those who ask are gathered after the last time */
    Gathered(ScheduledExecutorService executor, Duration every, Runnable action) {
        this.executor = executor;
        this.every = every.toNanos();
        this.action = action;
    }

    void ask() {
        if (asked.compareAndSet(false, true)) {
            long pause = Math.max(0, notBefore - System.nanoTime());
            var _ = executor.schedule(this::act, pause, TimeUnit.NANOSECONDS);
        }
    }

    private void act() {
        notBefore = System.nanoTime() + every;
        asked.set(false);
        action.run();
    }
}
