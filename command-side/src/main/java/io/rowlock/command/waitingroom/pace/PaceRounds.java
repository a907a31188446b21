package io.rowlock.command.waitingroom.pace;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has the pace judged again and again, by a thread of its own.
 *
 * <p>The one that other regular work shares may wait for the database for seconds: just when this matters most.
 */
@Component
final class PaceRounds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PaceRounds.class);

    private final Pace pace;
    private final PaceSettings settings;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("pace").daemon().factory());
    private volatile boolean running;

    PaceRounds(Pace pace, PaceSettings settings) {
        this.pace = pace;
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
        var every = settings.lookEvery().toNanos();
        var _ = rounds.scheduleWithFixedDelay(this::look, every, every, TimeUnit.NANOSECONDS);
    }

    /** A round that fails must not be the last. */
    private void look() {
        try {
            pace.look();
        } catch (RuntimeException failed) {
            LOG.warn("The pace could not be judged", failed);
        }
    }

    @Override
    public void stop() {
        running = false;
        rounds.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
