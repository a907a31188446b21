package io.rowlock.command.waitingroom.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.api.waitingroom.RoomPolicy;
import io.rowlock.api.waitingroom.WithoutRedis;
import io.rowlock.command.platform.redis.RedisConnections;
import io.rowlock.command.waitingroom.queue.Steps.Step;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.fairness.QueueProof;
import io.rowlock.servers.DataFolder;
import io.rowlock.servers.Port;
import io.rowlock.servers.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.util.FileSystemUtils;

/**
 * What a place costs among a thousand and among a million.
 *
 * <p>Starts a Redis of its own, fills two rooms, and measures one caller who makes one call after the other: so what is
 * printed is the time of a call with its way to Redis and back. Medians, because machines do other things as well; and both
 * rooms in turns, so that each gets its share of that.
 *
 * <p>Not among the tests that run every time: it takes a minute, and a machine that is busy proves nothing.
 */
class QueueBenchmark {
    private static final int SMALL = 1_000;
    private static final int LARGE = Integer.getInteger("rowlock.places", 1_000_000);
    private static final int CROWD = 32;
    private static final int TURNS = 10;
    private static final int CALLS = 1_000;
    private static final int ENTRIES = 50;
    private static final int STEPS = 5;
    private static final int STEPS_SHARE = 10;
    private static final double MOST = 1.5;
    private static final Duration STEP = Duration.ofMillis(10);

    private final Keeping keeping;
    private final Path folder = Files.createTempDirectory("rowlock-benchmark");
    private final DataFolder data = DataFolder.open(folder);
    private final RedisServer server = RedisServer.start(data, Port.any());
    private final RedisConnections redis = new RedisConnections(server.host(), server.port(), "rowlock:");
    private final Random chance = new Random(1);

    QueueBenchmark() throws IOException {
        this.keeping = new Keeping(
                redis,
                new QueueSettings(
                        STEP,
                        1_000,
                        20_000_000,
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(10),
                        Duration.ofDays(2)));
    }

    @AfterEach
    void tidy_up() throws IOException {
        redis.close();
        server.close();
        data.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void a_place_among_a_million_costs_what_one_among_a_thousand_does() throws Exception {
        // The compiler's and the processor's first times are nobody's.
        var warmUp = new Filled("warm-up", SMALL);
        warmUp.measureCalls();
        warmUp.open();
        warmUp.measureSteps();

        long began = System.nanoTime();
        var large = new Filled("large", LARGE);
        System.out.printf(
                Locale.ROOT,
                "%,d places were taken within %.1f s by %d callers.%n",
                LARGE,
                millisSince(began) / 1_000,
                CROWD);
        var small = new Filled("small", SMALL);
        for (int turn = 0; turn < TURNS; turn++) {
            small.measureCalls();
            large.measureCalls();
        }
        table("Before the opening");
        line("enter", small.enter, large.enter);
        line("status", small.status, large.status);
        line("serving", small.serving, large.serving);

        System.out.printf(Locale.ROOT, "%nThe opening%n");
        for (var filled : List.of(small, large)) {
            redis.raw().execute((RedisCallback<Object>) it -> {
                it.serverCommands().resetConfigStats();
                return filled;
            });
            filled.open();
            System.out.printf(
                    Locale.ROOT,
                    "  Redis closes a list of %,9d places in %7.3f ms, one step: nobody gets in between%n",
                    filled.entered,
                    millisOfScripts());
            began = System.nanoTime();
            QueueProof.turns(QueueProof.order(Keeping.SEED, filled.entered, "00".repeat(20)));
            System.out.printf(
                    Locale.ROOT,
                    "  each instance computes their order in    %7.1f ms, for itself%n",
                    millisSince(began));
        }

        for (var filled : List.of(small, large)) {
            filled.forgetTimes();
        }
        for (int turn = 0; turn < TURNS; turn++) {
            small.measureCalls();
            large.measureCalls();
            small.measureSteps();
            large.measureSteps();
        }
        table("After the opening");
        line("enter", small.enter, large.enter);
        line("status", small.status, large.status);
        line("serving", small.serving, large.serving);
        line("a step that admits " + STEPS_SHARE, small.step, large.step);
        System.out.printf(Locale.ROOT, "%nRedis holds %s for all of it.%n", info("memory", "used_memory_human"));
    }

    /** A room and the times measured in it. */
    private final class Filled {
        final List<Long> enter = new ArrayList<>();
        final List<Long> status = new ArrayList<>();
        final List<Long> serving = new ArrayList<>();
        final List<Long> step = new ArrayList<>();
        Room room;
        int entered;

        Filled(String name, int places) throws Exception {
            var policy = new RoomPolicy(
                    STEPS_SHARE * (int) (1_000 / STEP.toMillis()),
                    10_000_000,
                    Duration.ofHours(1),
                    false,
                    null,
                    10_000_000,
                    false,
                    WithoutRedis.CLOSED,
                    Duration.ZERO);
            room = Keeping.room(name, Instant.now().plus(Duration.ofDays(1)), policy);
            keeping.steps.establish(room);
            fill(places);
        }

        private void fill(int many) throws Exception {
            try (var crowd = Executors.newFixedThreadPool(CROWD)) {
                var next = new AtomicInteger();
                Callable<Void> one = () -> {
                    for (int number = next.getAndIncrement(); number < many; number = next.getAndIncrement()) {
                        enter(number);
                    }
                    return null;
                };
                for (var done : crowd.invokeAll(Collections.nCopies(CROWD, one))) {
                    done.get();
                }
            }
            entered = many;
        }

        private void enter(int number) {
            if (keeping.queue.enter(room, Keeping.buyer(number)) instanceof Place.Full) {
                throw new IllegalStateException("There must be room for all");
            }
        }

        void open() {
            room = keeping.drawn(room);
        }

        void forgetTimes() {
            List.of(enter, status, serving, step).forEach(List::clear);
        }

        void measureCalls() {
            for (int i = 0; i < CALLS; i++) {
                status.add(timeOf(() -> keeping.queue.place(room, Keeping.buyer(chance.nextInt(entered)))));
                serving.add(timeOf(() -> keeping.queue.servingNow(room)));
            }
            // Few, so that a thousand places stay about a thousand.
            for (int i = 0; i < ENTRIES; i++) {
                enter.add(timeOf(() -> enter(entered++)));
            }
        }

        void measureSteps() {
            for (int i = 0; i < STEPS; i++) {
                var took = new AtomicLong();
                Awaitility.await().pollInterval(STEP).pollDelay(STEP).until(() -> {
                    long served = keeping.queue.servingNow(room).serving();
                    long began = System.nanoTime();
                    var done = keeping.steps.admit(room, keeping.order(room), served, 1_000);
                    took.set(System.nanoTime() - began);
                    return done instanceof Step.Done it && it.waited().size() == STEPS_SHARE;
                });
                step.add(took.get());
            }
        }
    }

    private static long timeOf(Runnable call) {
        long began = System.nanoTime();
        call.run();
        return System.nanoTime() - began;
    }

    private static void table(String when) {
        System.out.printf(Locale.ROOT, "%n%-28s %,12d %,12d %10s%n", when + ", microseconds", SMALL, LARGE, "ratio");
    }

    private static void line(String what, List<Long> small, List<Long> large) {
        double ratio = part(large, 50) / part(small, 50);
        System.out.printf(
                Locale.ROOT,
                "  %-26s %12.1f %12.1f %10.2f   (of 100 calls, 99: %.1f and %.1f)%n",
                what,
                part(small, 50),
                part(large, 50),
                ratio,
                part(small, 99),
                part(large, 99));
        assertThat(ratio).as(what).isLessThan(MOST);
    }

    private static double part(List<Long> nanos, int ofHundred) {
        return nanos.stream().sorted().toList().get((nanos.size() - 1) * ofHundred / 100) / 1_000.0;
    }

    private static double millisSince(long began) {
        return (System.nanoTime() - began) / 1_000_000.0;
    }

    /** As Redis itself counts it: without the way there and back. */
    private double millisOfScripts() {
        var stat = info("commandstats", "cmdstat_evalsha");
        return Long.parseLong(stat.replaceFirst(".*usec=(\\d+),.*", "$1")) / 1_000.0;
    }

    private String info(String section, String line) {
        return redis.raw().execute((RedisCallback<String>)
                it -> it.serverCommands().info(section).getProperty(line, ""));
    }
}
