package io.rowlock.command.hold.lapse;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rowlock.api.hold.HoldCommand.LapseHold;
import io.rowlock.command.hold.lapse.OpenHolds.OpenHold;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks for holds whose time is up, and has each of them announced.
 *
 * <p>It decides nothing: whether a hold has lapsed is judged by the seats and the allowance themselves, so being late,
 * being twice, or being told by a clock that runs ahead does no harm. What it does not get done is found again when the
 * lease is over, by whichever instance looks first.
 */
@Component
class LapseSweep implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LapseSweep.class);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(5);

    private final OpenHolds openHolds;
    private final CommandGateway commands;
    private final LapseSettings settings;
    private final Clock clock;
    private final Timer announced;

    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("lapse-sweep").daemon().factory());
    private final ExecutorService heralds;
    private volatile boolean running;
    private boolean wentWell = true;

    LapseSweep(
            OpenHolds openHolds, CommandGateway commands, LapseSettings settings, Clock clock, MeterRegistry meters) {
        this.openHolds = openHolds;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
        this.heralds = Executors.newFixedThreadPool(
                settings.atOnce(),
                Thread.ofPlatform().name("lapse-herald-", 1).daemon().factory());
        this.announced = Timer.builder("rowlock.lapses.announced")
                .description("Lapses that this instance announced, and how long after the holds' end")
                .register(meters);
    }

    @Override
    public void start() {
        running = true;
        var every = settings.sweepEvery().toNanos();
        var _ = rounds.scheduleWithFixedDelay(this::round, every, every, TimeUnit.NANOSECONDS);
    }

    /** A round that fails, as they do while the store is away, must not be the last. */
    private void round() {
        try {
            sweep();
            wentWell = true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            if (wentWell) {
                LOG.warn("Lapses are not announced for the time being; the seats are on sale all the same", failed);
            }
            wentWell = false;
        }
    }

    private void sweep() throws InterruptedException {
        List<OpenHold> due;
        do {
            due = openHolds.lease(clock.instant(), settings.leasedFor(), settings.sweepAtMost());
            heralds.invokeAll(due.stream().map(this::announcement).toList());
        } while (running && due.size() == settings.sweepAtMost());
    }

    private Callable<Void> announcement(OpenHold due) {
        return () -> {
            try {
                boolean lapsed = commands.sendAndWait(new LapseHold(due.holdId(), due.buyer()));
                if (lapsed) {
                    announced.record(Duration.between(due.heldUntil(), clock.instant()));
                }
            } catch (RuntimeException notNow) {
                LOG.warn("The lapse of {} will be announced when its lease is over: {}", due.holdId(), notNow, notNow);
            }
            return null;
        };
    }

    @Override
    public void stop() {
        running = false;
        letFinish(rounds);
        letFinish(heralds);
    }

    private static void letFinish(ExecutorService threads) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(TIME_TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stopping) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
