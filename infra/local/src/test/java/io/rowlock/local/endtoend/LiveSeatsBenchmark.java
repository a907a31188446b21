package io.rowlock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.testing.BoxOffice;
import io.rowlock.testing.Corner;
import io.rowlock.testing.EventStreams;
import io.rowlock.testing.EventStreams.Message;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many who stay at a stadium's map while seats are held and released: whether each is told every change once and in order,
 * and how soon after the command's answer.
 *
 * <p>Commands go over HTTP to a command side, and their events through the log and the topic to a query side, each a process
 * of its own; some of the streams break off all the time and come back by their last message's id.
 *
 * <p>Not among the tests that run every time: it takes a minute or two, and a machine that is busy proves nothing.
 */
@OnRealServers
class LiveSeatsBenchmark {
    private static final int STREAMS = Integer.getInteger("rowlock.streams", 2_000);
    private static final int CHANGES_PER_SECOND = Integer.getInteger("rowlock.changes", 500);
    private static final int SECONDS = Integer.getInteger("rowlock.seconds", 30);
    private static final String HEAP = System.getProperty("rowlock.heap", "1g");
    private static final int WARM_UP_SECONDS = 10;
    private static final int SEATS_IN_A_HOLD = 4;

    /** Each a buyer with a row, who holds and releases. */
    private static final int LANES = 80;

    private static final int BREAK_OFF_PER_SECOND = 10;
    private static final Duration IN_TIME = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void each_of_many_streams_is_told_every_change_once_in_order_and_soon(Corner corner) throws Exception {
        try (var apps = new RealApps(LiveSeatsBenchmark.class, corner);
                var streams = new EventStreams()) {
            var commandSide = apps.readyCommandSide();
            var querySide = apps.readyQuerySideWithHeap(HEAP).address();
            var sale = new Sale(commandSide);
            sale.run(WARM_UP_SECONDS);

            int before = sale.commands();
            var onlookers = onlookers(streams, querySide, sale.evening(), before * SEATS_IN_A_HOLD);
            var breaking = Executors.newSingleThreadScheduledExecutor();
            var turn = new AtomicInteger();
            var _ = breaking.scheduleAtFixedRate(
                    () -> onlookers
                            .get(turn.getAndIncrement() % onlookers.size())
                            .breakOff(),
                    0,
                    1_000 / BREAK_OFF_PER_SECOND,
                    TimeUnit.MILLISECONDS);
            sale.run(SECONDS);
            breaking.shutdown();
            int changes = (sale.commands() - before) * SEATS_IN_A_HOLD;
            await().atMost(PATIENCE).until(() -> onlookers.stream().allMatch(it -> it.changes() >= changes));

            var latencies = new Latencies();
            for (var onlooker : onlookers) {
                assertThat(onlooker.startAgain).isEmpty();
                assertThat(onlooker.changes()).isEqualTo(changes);
                onlooker.compare(sale, latencies);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,d streams, %,d changes in %d s, %d streams broke off and came back: each was told all, once, in order%n"
                            + "after the command's answer: p50 %d ms, p99 %d ms, most %d ms; within %d ms %.2f %%%n",
                    STREAMS,
                    changes,
                    SECONDS,
                    turn.get(),
                    latencies.percentile(0.5),
                    latencies.percentile(0.99),
                    latencies.percentile(1),
                    IN_TIME.toMillis(),
                    100 * latencies.within(IN_TIME));
            assertThat(changes).as("as many as were asked for").isGreaterThan(CHANGES_PER_SECOND * SECONDS * 9 / 10);
            assertThat(latencies.within(IN_TIME)).isGreaterThanOrEqualTo(0.99);
        }
    }

    /** All begin with the same map, on which is all that happened before. */
    private static List<Onlooker> onlookers(EventStreams streams, URI querySide, String evening, int before) {
        var map = await().atMost(PATIENCE)
                .until(
                        () -> Person.buyer("onlooker").get(querySide, "/api/schedules/" + evening + "/seats"),
                        it -> it.status() == 200 && it.json().at("/version").asInt() == before);
        var address = querySide.resolve("/api/schedules/" + evening + "/seats/stream");
        var onlookers = IntStream.range(0, STREAMS)
                .mapToObj(_ -> new Onlooker(streams, address, map.at("/cursor")))
                .toList();
        onlookers.forEach(Onlooker::look);
        await().atMost(PATIENCE).until(() -> onlookers.stream().allMatch(it -> it.isThere));
        return onlookers;
    }

    /** Buyers who hold four seats each and release them, at a steady pace, whatever it takes. */
    private static final class Sale {
        private final BoxOffice boxOffice;
        private final String evening;
        private final List<Lane> lanes;
        private final AtomicInteger commands = new AtomicInteger();

        Sale(BoxOffice boxOffice) {
            this.boxOffice = boxOffice;
            this.evening = boxOffice.openEvening(300, 200, SEATS_IN_A_HOLD);
            this.lanes = IntStream.range(0, LANES).mapToObj(Lane::new).toList();
        }

        private final class Lane {
            private final Person buyer;
            private final String[] seats;
            private final ReentrantLock turn = new ReentrantLock();
            private final List<Long> answeredAt = new ArrayList<>();
            private @Nullable String hold;

            Lane(int number) {
                this.buyer = Person.buyer("lane-" + number);
                this.seats = IntStream.rangeClosed(1, SEATS_IN_A_HOLD)
                        .mapToObj(seat -> "A-" + (number + 1) + "-" + seat)
                        .toArray(String[]::new);
            }

            boolean next() {
                turn.lock();
                try {
                    var held = hold;
                    if (held == null) {
                        var answer = boxOffice.hold(buyer, evening, seats);
                        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
                        hold = answer.at("/holdId");
                    } else {
                        assertThat(boxOffice.release(buyer, held).status()).isEqualTo(204);
                        hold = null;
                    }
                    answeredAt.add(System.nanoTime());
                    commands.incrementAndGet();
                    return true;
                } finally {
                    turn.unlock();
                }
            }
        }

        void run(int seconds) throws Exception {
            lanes.forEach(lane -> {
                assertThat(lane.hold).as("each run begins with free seats").isNull();
                lane.answeredAt.clear();
            });
            int rounds = Math.max(2, seconds * CHANGES_PER_SECOND / SEATS_IN_A_HOLD / LANES / 2 * 2);
            long every = TimeUnit.SECONDS.toNanos(SEATS_IN_A_HOLD) / CHANGES_PER_SECOND;
            var all = new ArrayList<Future<Boolean>>();
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                long begin = System.nanoTime();
                for (int i = 0; i < rounds * LANES; i++) {
                    for (long left = begin + i * every - System.nanoTime(); left > 0; ) {
                        LockSupport.parkNanos(left);
                        left = begin + i * every - System.nanoTime();
                    }
                    all.add(callers.submit(lanes.get(i % LANES)::next));
                }
                for (var each : all) {
                    assertThat(each.get()).isTrue();
                }
            }
        }

        /** When the command was answered that made this change of a seat, counted from 0. */
        long answeredAt(String seat, int change) {
            int row = Integer.parseInt(seat.substring(2, seat.indexOf('-', 2)));
            return lanes.get(row - 1).answeredAt.get(change);
        }

        int commands() {
            return commands.get();
        }

        String evening() {
            return evening;
        }
    }

    /** A seat and its letter. */
    private record Change(String seat, String state) {}

    /** What one stream was told, and when. */
    private static final class Onlooker implements EventStreams.Reader {
        /** All streams of an instance are told the same: taken apart once. Only the thread that reads works with it. */
        private static final Map<String, List<Change>> KNOWN = new HashMap<>();

        private final EventStreams streams;
        private final URI address;
        private final List<Told> told = new ArrayList<>();
        private final AtomicInteger changes = new AtomicInteger();
        private EventStreams.@Nullable Connection connection;
        private String cursor;
        private volatile String startAgain = "";
        private volatile boolean isThere;

        private record Told(List<Change> changes, long at) {}

        Onlooker(EventStreams streams, URI address, String cursor) {
            this.streams = streams;
            this.address = address;
            this.cursor = cursor;
        }

        void look() {
            connection = streams.open(address, cursor, this);
        }

        void breakOff() {
            var open = connection;
            if (open != null) {
                open.close();
            }
        }

        @Override
        public void told(Message message) {
            if (message.event().equals("start-again")) {
                startAgain = message.data();
                return;
            }
            cursor = message.id();
            isThere = true;
            if (!message.data().isEmpty()) {
                var these = KNOWN.computeIfAbsent(message.data(), Onlooker::parsed);
                told.add(new Told(these, message.arrivedAt()));
                changes.addAndGet(these.size());
            }
        }

        private static List<Change> parsed(String data) {
            var changes = new ArrayList<Change>();
            for (var change : JSON.readTree(data).get("changes")) {
                changes.add(new Change(
                        change.get("seat").asString(), change.get("state").asString()));
            }
            return changes;
        }

        @Override
        public void ended() {
            look();
        }

        int changes() {
            return changes.get();
        }

        /** Each seat was held, released, held and so on; and each time its command had been answered by then. */
        void compare(Sale sale, Latencies latencies) {
            var seen = new HashMap<String, Integer>();
            for (var each : told) {
                for (var change : each.changes()) {
                    int before = seen.merge(change.seat(), 1, Integer::sum) - 1;
                    if (!change.state().equals(before % 2 == 0 ? "H" : "A")) {
                        throw new AssertionError(change + " is told as change " + before);
                    }
                    latencies.add(each.at() - sale.answeredAt(change.seat(), before));
                }
            }
        }
    }

    /** How often something took how many milliseconds. */
    private static final class Latencies {
        private final long[] counts = new long[60_000];
        private long all;

        /** An event may arrive before its command's answer. */
        void add(long nanos) {
            counts[Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos), 0, counts.length - 1)]++;
            all++;
        }

        int percentile(double share) {
            long left = (long) Math.ceil(all * share);
            for (int millis = 0; millis < counts.length; millis++) {
                left -= counts[millis];
                if (left <= 0) {
                    return millis;
                }
            }
            return counts.length;
        }

        double within(Duration time) {
            return Arrays.stream(counts).limit(time.toMillis() + 1).sum() / (double) all;
        }
    }
}
