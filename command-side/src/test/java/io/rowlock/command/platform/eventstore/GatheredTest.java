package io.rowlock.command.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheredTest {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void nothing_is_left_behind() {
        executor.shutdownNow();
    }

    @Test
    void who_asks_after_a_silence_is_served_at_once_and_all_who_ask_soon_after_together() {
        var gathered = new Gathered(executor, Duration.ofHours(1), done::incrementAndGet);
        gathered.ask();
        await().until(() -> done.get() == 1);
        IntStream.range(0, 100).forEach(_ -> gathered.ask());
        assertThat(executor.getQueue())
                .singleElement(InstanceOfAssertFactories.type(Delayed.class))
                .satisfies(it -> assertThat(it.getDelay(TimeUnit.MINUTES)).isBetween(58L, 60L));
        assertThat(done).hasValue(1);
    }

    @Test
    void whatever_was_there_before_somebody_asked_is_seen() throws Exception {
        var there = new AtomicInteger();
        var seen = new AtomicInteger();
        var gathered = new Gathered(executor, Duration.ofNanos(1), () -> {
            seen.set(there.get());
            done.incrementAndGet();
        });
        for (int i = 0; i < 20; i++) {
            try (var askers = Executors.newFixedThreadPool(4)) {
                IntStream.range(0, 50)
                        .forEach(_ -> askers.execute(() -> {
                            there.incrementAndGet();
                            gathered.ask();
                        }));
            }
            await().until(() -> seen.get() == there.get());
        }
        assertThat(done.get()).isBetween(20, there.get());
    }

    @Test
    void what_fails_is_done_again_when_somebody_asks_again() {
        var gathered = new Gathered(executor, Duration.ZERO, () -> {
            if (done.incrementAndGet() == 1) {
                throw new IllegalStateException("The first time");
            }
        });
        gathered.ask();
        await().until(() -> done.get() == 1);
        gathered.ask();
        await().until(() -> done.get() == 2);
    }
}
