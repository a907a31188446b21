package io.rowlock.command.platform.commands;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Another instance wrote to the stream first: look at the stream again and decide anew. Nothing else is tried again, a
 * refusal least of all.
 *
 * <p>Axon's own scheduler judges the causes too and would take the unique key violation beneath a conflict for a reason
 * to give up.
 */
final class RetryOnConflict implements RetryScheduler, AutoCloseable {
    /** Its own, and no bean: Spring would run scheduled jobs on it, and retries would wait for them. */
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("conflict-timer").daemon().factory());

    private final RandomGenerator chance;
    private final int atMost;
    private final Duration meanPause;

    RetryOnConflict(RandomGenerator chance, int atMost, Duration meanPause) {
        this.chance = chance;
        this.atMost = atMost;
        this.meanPause = meanPause;
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's interface leaves the type open
    public boolean scheduleRetry(
            CommandMessage command,
            RuntimeException lastFailure,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatchAgain) {
        if (!isConflict(lastFailure) || failures.size() > atMost) {
            return false;
        }
        try {
            // Spread out, so that those who collided do not meet again. The timer's one thread only wakes them.
            long pause = chance.nextLong(2 * meanPause.toNanos());
            var _ = timer.schedule(() -> Thread.startVirtualThread(dispatchAgain), pause, TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException shuttingDown) {
            return false;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** A stream's first event collides with one exception, later ones with another; they have no parent in common. */
    static boolean isConflict(Throwable failure) {
        return failure instanceof ConcurrencyException || failure instanceof AggregateStreamCreationException;
    }
}
