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
 * <p>Not among the tests that run every time: it takes some minutes, and a machine that is busy proves nothing.
 */
@OnRealServers
class LiveSeatsBenchmark {
    private static final int STREAMS = Integer.getInteger("rowlock.streams", 2_000);
    private static final int CHANGES_PER_SECOND = Integer.getInteger("rowlock.changes", 500);
    private static final int SECONDS = Integer.getInteger("rowlock.seconds", 60);

    /** As an app is run for good: with a heap for that many, and with both compilers. */
    private static final List<String> JVM =
            List.of("-Xmx" + System.getProperty("rowlock.heap", "1g"), "-XX:TieredStopAtLevel=4");

    /** Until the apps are compiled: they are to be measured, not their compiler. */
    private static final int WARM_UP_SECONDS = Integer.getInteger("rowlock.warm-up", 60);

    private static final int WARM_UP_PER_SECOND = 4 * CHANGES_PER_SECOND;
    private static final int SEATS_IN_A_HOLD = 4;

    private static final int ROWS = 300;
    private static final int SEATS_IN_A_ROW = 200;
    private static final int BUYERS_OF_A_ROW = 10;

    private static final int BREAK_OFF_PER_SECOND = 10;
    private static final Duration IN_TIME = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void each_of_many_streams_is_told_every_change_once_in_order_and_soon(Corner corner) throws Exception {
        try (var apps = new RealApps(LiveSeatsBenchmark.class, corner).withJvm(JVM);
                var streams = new EventStreams()) {
            var commandSide = apps.readyCommandSide();
            var querySide = apps.readyQuerySide().address();
            var sale = new Sale(commandSide);
            sale.run(WARM_UP_SECONDS, WARM_UP_PER_SECOND);

            sale.forget();
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
            sale.run(SECONDS, CHANGES_PER_SECOND); // with those who look on, for the same reason
            long measuredFrom = System.nanoTime();
            sale.run(SECONDS, CHANGES_PER_SECOND);
            breaking.shutdown();
            int changes = (sale.commands() - before) * SEATS_IN_A_HOLD;
            await().atMost(PATIENCE).until(() -> onlookers.stream().allMatch(it -> it.changes() >= changes));

            var latencies = new Latencies();
            for (var onlooker : onlookers) {
                assertThat(onlooker.startAgain).isEmpty();
                assertThat(onlooker.changes()).isEqualTo(changes);
                onlooker.compare(sale, measuredFrom, latencies);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,d streams, %,d changes in twice %d s, %d streams broke off and came back: each was told all, once, in order%n"
                            + "after the command's answer, in the second half: p50 %d ms, p99 %d ms, most %d ms; within %d ms %.2f %%%n",
                    STREAMS,
                    changes,
                    SECONDS,
                    turn.get(),
                    latencies.percentile(0.5),
                    latencies.percentile(0.99),
                    latencies.percentile(1),
                    IN_TIME.toMillis(),
                    100 * latencies.within(IN_TIME));
            System.out.printf(
                    Locale.ROOT,
                    "from the event to the message that tells it, over the whole run: 50 %% within %s, 99 %% within %s%n",
                    eventToMessage(querySide, 0.5),
                    eventToMessage(querySide, 0.99));
            assertThat(changes)
                    .as("as many as were asked for")
                    .isGreaterThan(2 * CHANGES_PER_SECOND * SECONDS * 9 / 10);
            assertThat(latencies.within(IN_TIME)).isGreaterThanOrEqualTo(0.99);
        }
    }

    /** The upper end of the step that it falls into, over the whole run. */
    private static String eventToMessage(URI querySide, double share) {
        var steps = Person.buyer("onlooker")
                .get(querySide, "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("rowlock_seatmap_told_seconds_bucket"))
                .toList();
        double all =
                Double.parseDouble(steps.getLast().substring(steps.getLast().lastIndexOf(' ')));
        return steps.stream()
                .filter(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))) >= all * share)
                .map(line -> line.replaceAll(".*le=\"([^\"]*)\".*", "$1 s"))
                .findFirst()
                .orElseThrow();
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

    /** Buyers who hold four seats each and release them, then the next four, at a steady pace, whatever it takes. */
    private static final class Sale {
        private final BoxOffice boxOffice;
        private final String evening;
        private final List<Lane> lanes;
        private final AtomicInteger commands = new AtomicInteger();

        Sale(BoxOffice boxOffice) {
            this.boxOffice = boxOffice;
            this.evening = boxOffice.openEvening(ROWS, SEATS_IN_A_ROW, SEATS_IN_A_HOLD);
            this.lanes = IntStream.range(0, ROWS).mapToObj(Lane::new).toList();
        }

        /** A row, and some buyers who come by turns. */
        private final class Lane {
            private final List<Person> buyers;
            private final int row;
            private final ReentrantLock turn = new ReentrantLock();
            private final List<List<Long>> answeredAt = IntStream.range(0, SEATS_IN_A_ROW / SEATS_IN_A_HOLD)
                    .<List<Long>>mapToObj(_ -> new ArrayList<>())
                    .toList();
            private int four;
            private @Nullable String hold;

            Lane(int row) {
                this.buyers = IntStream.range(0, BUYERS_OF_A_ROW)
                        .mapToObj(number -> Person.buyer("lane-" + row + "-" + number))
                        .toList();
                this.row = row;
            }

            boolean next() {
                turn.lock();
                try {
                    var held = hold;
                    var buyer = buyers.get(four % buyers.size());
                    if (held == null) {
                        var answer = boxOffice.hold(buyer, evening, seats());
                        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
                        hold = answer.at("/holdId");
                        answeredAt.get(four).add(System.nanoTime());
                    } else {
                        assertThat(boxOffice.release(buyer, held).status()).isEqualTo(204);
                        hold = null;
                        answeredAt.get(four).add(System.nanoTime());
                        four = (four + 1) % answeredAt.size();
                    }
                    commands.incrementAndGet();
                    return true;
                } finally {
                    turn.unlock();
                }
            }

            private String[] seats() {
                return IntStream.rangeClosed(1, SEATS_IN_A_HOLD)
                        .mapToObj(seat -> "A-" + (row + 1) + "-" + (four * SEATS_IN_A_HOLD + seat))
                        .toArray(String[]::new);
            }
        }

        /** What was until now nobody is told of. */
        void forget() {
            lanes.forEach(lane -> {
                assertThat(lane.hold).as("all seats are free").isNull();
                lane.answeredAt.forEach(List::clear);
            });
        }

        void run(int seconds, int changesPerSecond) throws Exception {
            int rounds = Math.max(2, seconds * changesPerSecond / SEATS_IN_A_HOLD / ROWS / 2 * 2);
            long every = TimeUnit.SECONDS.toNanos(SEATS_IN_A_HOLD) / changesPerSecond;
            var all = new ArrayList<Future<Boolean>>();
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                long begin = System.nanoTime();
                for (int i = 0; i < rounds * ROWS; i++) {
                    for (long left = begin + i * every - System.nanoTime(); left > 0; ) {
                        LockSupport.parkNanos(left);
                        left = begin + i * every - System.nanoTime();
                    }
                    all.add(callers.submit(lanes.get(i % ROWS)::next));
                }
                for (var each : all) {
                    assertThat(each.get()).isTrue();
                }
            }
        }

        /** When the command was answered that made this change of a seat, counted from 0. */
        long answeredAt(String seat, int change) {
            int dash = seat.indexOf('-', 2);
            int row = Integer.parseInt(seat.substring(2, dash));
            int number = Integer.parseInt(seat.substring(dash + 1));
            return lanes.get(row - 1)
                    .answeredAt
                    .get((number - 1) / SEATS_IN_A_HOLD)
                    .get(change);
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

        /** Each seat was held, released, held and so on. */
        void compare(Sale sale, long measuredFrom, Latencies latencies) {
            var seen = new HashMap<String, Integer>();
            for (var each : told) {
                for (var change : each.changes()) {
                    int before = seen.merge(change.seat(), 1, Integer::sum) - 1;
                    if (!change.state().equals(before % 2 == 0 ? "H" : "A")) {
                        throw new AssertionError(change + " is told as change " + before);
                    }
                    long answeredAt = sale.answeredAt(change.seat(), before);
                    if (answeredAt - measuredFrom >= 0) {
                        latencies.add(each.at() - answeredAt);
                    }
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
