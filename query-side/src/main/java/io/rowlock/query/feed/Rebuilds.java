package io.rowlock.query.feed;

import io.rowlock.query.feed.Beside.Behind;
import io.rowlock.query.feed.Beside.Switched;
import io.rowlock.query.feed.Rebuild.Phase;
import io.rowlock.query.feed.Refolding.ByHand;
import io.rowlock.query.platform.Keepalive;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.TimeoutException;
import org.axonframework.extensions.kafka.eventhandling.consumer.ConsumerFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/**
 * Builds projections anew beside the live ones, and puts the new tables in the place of the old when they have come as
 * far: whoever reads never sees anything missing or older than before.
 *
 * <p>One at a time, whichever instance is asked: the one that does it holds a lock on a connection that it keeps for it.
 * If it dies, the lock is gone with the connection, and nothing has changed.
 */
@Component
class Rebuilds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);

    static final String ALL = "all";

    /** Known to nobody else in this database. */
    static final long LOCK = 7_316_021_955L;

    private final Groups groups;
    private final Head head;
    private final Positions positions;
    private final RebuildReports reports;
    private final Quiet quiet;
    private final Actions actions;
    private final Optional<LoggedStreams> log;
    private final ConsumerFactory<String, byte[]> consumers;
    private final EveryRecordConverter converter;
    private final ObjectMapper json;
    private final Flyway migrations;
    private final DataSource database;
    private final FeedSettings feed;
    private final RebuildSettings settings;
    private @Nullable Thread rebuilding;
    private boolean running;

    Rebuilds(
            Groups groups,
            Head head,
            Positions positions,
            RebuildReports reports,
            Quiet quiet,
            Actions actions,
            Optional<LoggedStreams> log,
            ConsumerFactory<String, byte[]> consumers,
            EveryRecordConverter converter,
            @Qualifier("eventSerializer") Serializer serializer,
            Flyway migrations,
            DataSource database,
            FeedSettings feed,
            RebuildSettings settings) {
        this.groups = groups;
        this.head = head;
        this.positions = positions;
        this.reports = reports;
        this.quiet = quiet;
        this.actions = actions;
        this.log = log;
        this.consumers = consumers;
        this.converter = converter;
        if (!(serializer instanceof Jackson3Serializer events)) {
            throw new IllegalArgumentException("Events are read with Jackson 3, not by " + serializer);
        }
        this.json = events.getObjectMapper();
        this.migrations = migrations;
        this.database = database;
        this.feed = feed;
        this.settings = settings;
    }

    /** What came of asking for a rebuild. */
    sealed interface Answer {
        record Started() implements Answer {}

        record UnknownGroup() implements Answer {}

        record AlreadyUnderWay() implements Answer {}

        /** The log cannot be read, or not from its start. */
        record LogNotWhole() implements Answer {}
    }

    /** How the last one comes along, or what came of it, whichever instance does it. */
    Optional<Rebuild> progress(String group) {
        return reports.of(group);
    }

    /** Begins to rebuild a group, or all of them together. */
    synchronized Answer rebuild(String name) {
        var wanted = ALL.equals(name) ? groups.names() : Set.of(name);
        if (!groups.names().containsAll(wanted)) {
            return new Answer.UnknownGroup();
        }
        if (!head.wholeLogIsThere()) {
            return new Answer.LogNotWhole();
        }
        try {
            var lock = lock();
            if (lock == null) {
                return new Answer.AlreadyUnderWay();
            }
            begin(wanted, lock);
            return new Answer.Started();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot begin to rebuild " + name, e);
        }
    }

    private void begin(Collection<String> wanted, Connection lock) {
        boolean begun = false;
        try {
            reports.begun(wanted);
            rebuilding = Thread.ofPlatform().name("rebuilding").start(() -> rebuild(wanted, lock));
            begun = true;
        } finally {
            if (!begun) {
                unlock(lock);
            }
        }
    }

    private void rebuild(Collection<String> wanted, Connection lock) {
        try (var job = new Job(wanted, lock)) {
            job.run();
        } catch (InterruptedException _) {
            ended(wanted, Phase.FAILED, "It was stopped in the middle; nothing has changed");
        } catch (Exception | Error e) {
            LOG.warn("Rebuilding {} has failed; nothing has changed", wanted, e);
            ended(wanted, Phase.FAILED, "It has failed and nothing has changed: " + e);
        } finally {
            unlock(lock);
        }
    }

    private void ended(Collection<String> wanted, Phase phase, String outcome) {
        LOG.info("Rebuilding {}: {}", wanted, outcome);
        try {
            reports.ended(wanted, phase, outcome);
        } catch (RuntimeException e) {
            LOG.warn("Cannot write down what came of rebuilding {}", wanted, e);
        }
    }

    /** One rebuild, from the first record to the exchange of the tables. */
    private final class Job implements AutoCloseable {
        private final Collection<String> wanted;
        private final Connection lock;
        private final Beside beside;
        private final Refolding refolding;
        private final WholeTopic topic;
        private final long begun = System.nanoTime();
        private Phase phase = Phase.FOLDING;
        private long done;
        private long inAll;
        private long differences;
        private long foldingSince = begun;
        private long toldAt = begun;

        Job(Collection<String> wanted, Connection lock) {
            this.wanted = wanted;
            this.lock = lock;
            var projections = wanted.stream()
                    .flatMap(group -> groups.projectionsOf(group).stream())
                    .toList();
            var tables = new LinkedHashSet<Table<?>>();
            projections.forEach(projection -> tables.addAll(projection.tables()));
            this.beside = new Beside(migrations, database, List.copyOf(tables), wanted);
            beside.make();
            var byHand = new HashMap<String, ByHand>();
            // Whoever was about to mend something has done so then, and nobody may until this is over.
            wanted.forEach(group -> byHand.put(
                    group,
                    quiet.whileRebuilding(
                            group, () -> new ByHand(actions.doneWithout(group), actions.repaired(group)))));
            this.topic = new WholeTopic(
                    consumers.createConsumer(null), feed.topic(), feed.brokerTimeout(), settings.patience());
            // The last, for it has threads that only closing ends.
            this.refolding = new Refolding(
                    projections, byHand, log, Tables.in(Beside.SCHEMA), converter, json, database, settings);
        }

        void run() throws InterruptedException, SQLException {
            LOG.info("Rebuilding {} beside the live ones", wanted);
            foldingSince = System.nanoTime();
            toldAt = foldingSince;
            catchUp();
            LOG.info("Rebuilding {}: {} records folded in {}; {}", wanted, done, took(), refolding.spent());
            next(Phase.INDEXING);
            beside.finish();
            LOG.info("Rebuilding {}: indexes are made after {}", wanted, took());
            catchUp();
            next(Phase.COMPARING);
            var suspects = compare();
            next(Phase.SWITCHING);
            switchOver(suspects);
        }

        private void next(Phase next) {
            phase = next;
            tell();
        }

        private Duration took() {
            return Duration.ofMillis((System.nanoTime() - begun) / 1_000_000);
        }

        /** Returns when little is missing. */
        private void catchUp() throws InterruptedException {
            long missing;
            do {
                var ends = topic.ends();
                inAll = sum(ends);
                topic.readTo(ends, fetched -> {
                    refolding.take(fetched);
                    done++;
                    if (System.nanoTime() - toldAt > feed.progressEvery().toNanos()) {
                        tell();
                    }
                });
                refolding.settle();
                tell();
                missing = sum(topic.ends()) - inAll;
            } while (missing > settings.closeBy());
        }

        private void tell() {
            toldAt = System.nanoTime();
            reports.tell(wanted, phase, done, inAll, differences);
            if (phase == Phase.FOLDING) {
                long perSecond = done * 1_000_000_000L / Math.max(1, toldAt - foldingSince);
                LOG.info(
                        "Rebuilding {}: {} of {} records, {} a second, done in about {}",
                        wanted,
                        done,
                        inAll,
                        perSecond,
                        perSecond == 0 ? "an unknown time" : Duration.ofSeconds((inAll - done) / perSecond));
            }
        }

        /** What is not as it should be is told: it is why one rebuilds. Returns the rows that have seen less here. */
        private List<Behind> compare() throws InterruptedException {
            var reached = topic.reached();
            var first = beside.differences();
            catchUp();
            boolean allLive = first.perhapsMissing().isEmpty() || haveComeTo(reached);
            var second = beside.differences();
            var found = new TreeSet<>(second.rows());
            found.addAll(common(first.perhaps(), second.perhaps()));
            if (allLive) {
                common(first.perhapsMissing(), second.perhapsMissing()).forEach(row -> found.add(row + " (missing)"));
            }
            differences = found.size();
            if (!found.isEmpty()) {
                LOG.warn(
                        "Rebuilding {}: {} rows are not as the log has them, first {}",
                        wanted,
                        found.size(),
                        found.stream().limit(settings.told()).toList());
            }
            return beside.behind();
        }

        /** Waits a little: how far a part that another instance follows has come is written down at times only. */
        private boolean haveComeTo(Map<Integer, Long> offsets) throws InterruptedException {
            long deadline = System.nanoTime() + feed.claimTimeout().toNanos();
            while (!wanted.stream().allMatch(group -> covers(positions.of(group).offsets(), offsets))) {
                if (System.nanoTime() - deadline > 0) {
                    LOG.warn("Rebuilding {}: the live ones lag, so rows that they lack are not told", wanted);
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            return true;
        }

        private void switchOver(List<Behind> suspects) throws InterruptedException, SQLException {
            for (int attempt = 1; attempt <= settings.tries(); attempt++) {
                catchUp();
                switch (beside.takeTheirPlace(lock, suspects, _ -> catchUpInTime(), settings)) {
                    case Switched.Done _ -> {
                        ended(wanted, Phase.DONE, told("The new tables are live"));
                        return;
                    }
                    case Switched.WouldGoBack back -> {
                        ended(
                                wanted,
                                Phase.REFUSED,
                                told("Nothing has changed: "
                                        + back.rows().size() + " rows have seen less than the live ones, first "
                                        + back.rows().stream()
                                                .limit(settings.told())
                                                .toList()));
                        return;
                    }
                    case Switched.MigratedMeanwhile _ -> {
                        ended(
                                wanted,
                                Phase.REFUSED,
                                told(
                                        "Nothing has changed: another version has migrated the live tables; have it rebuild"));
                        return;
                    }
                    case Switched.HeldUp _ -> TimeUnit.MILLISECONDS.sleep(50L * Math.min(attempt, 20));
                }
            }
            throw new IllegalStateException(
                    "Others used the tables whenever they were to be exchanged, " + settings.tries() + " times");
        }

        private String told(String outcome) {
            var still = new TreeSet<String>();
            wanted.forEach(group -> still.addAll(refolding.standingStill(group)));
            return outcome + " after " + took() + ". " + differences + " rows were not as the log has them, "
                    + still.size() + " streams cannot be folded"
                    + (still.isEmpty()
                            ? ""
                            : ", first " + still.stream().limit(settings.told()).toList());
        }

        /** Everything that live projections can have seen by now was on the topic before. */
        private boolean catchUpInTime() throws InterruptedException {
            long deadline = System.nanoTime() + settings.switchWithin().toNanos();
            try {
                return caughtUpBy(deadline);
            } catch (TimeoutException e) {
                LOG.info("Rebuilding {}: the broker does not answer in time for the switch: {}", wanted, e.toString());
                return false;
            }
        }

        private boolean caughtUpBy(long deadline) throws InterruptedException {
            var ends = topic.ends(settings.switchWithin());
            if (sum(ends) - sum(topic.reached()) > settings.closeBy()
                    || !wanted.stream()
                            .allMatch(group -> ends.keySet()
                                    .containsAll(positions.of(group).offsets().keySet()))) {
                return false;
            }
            return topic.readTo(
                            ends,
                            fetched -> {
                                refolding.take(fetched);
                                done++;
                            },
                            deadline)
                    && refolding.settle(deadline);
        }

        @Override
        public void close() {
            topic.close();
            refolding.close();
            try {
                Beside.clear(JdbcClient.create(database));
            } catch (RuntimeException e) {
                LOG.warn("Cannot clear what a rebuild has left behind; the next one or the next start will", e);
            }
        }
    }

    private static Set<String> common(Set<String> some, Set<String> others) {
        var common = new TreeSet<>(some);
        common.retainAll(others);
        return common;
    }

    private static boolean covers(Map<Integer, Long> reached, Map<Integer, Long> wanted) {
        return wanted.entrySet().stream().allMatch(end -> reached.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private static long sum(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the connection that holds it; null if another one does. */
    private @Nullable Connection lock() throws SQLException {
        var connection = database.getConnection();
        boolean locked = false;
        try {
            Keepalive.on(connection);
            locked = locked(connection);
        } finally {
            if (!locked) {
                connection.close();
            }
        }
        return locked ? connection : null;
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void unlock(Connection connection) {
        try (connection;
                var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + LOCK + ")");
        } catch (SQLException e) {
            LOG.warn("The connection of a rebuild is lost, and its lock with it: {}", e.toString());
        }
    }

    /** Clears what a killed instance has left behind, unless another one is at it. */
    @Override
    public void start() {
        running = true;
        try {
            var lock = lock();
            if (lock != null) {
                try {
                    reports.endedInTheMiddle();
                    Beside.clear(JdbcClient.create(database));
                } finally {
                    unlock(lock);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot look for what a rebuild has left behind", e);
        }
    }

    @Override
    public void stop() {
        Thread last;
        synchronized (this) {
            running = false;
            last = rebuilding;
        }
        if (last != null) {
            last.interrupt();
            try {
                last.join(Duration.ofSeconds(10));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
