package io.rowlock.query.verifier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.query.feed.Following;
import io.rowlock.query.feed.TopicLook;
import io.rowlock.query.verifier.Confirmation.Verdict;
import io.rowlock.query.verifier.Doubts.Waiting;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Compares what is shown with the log, all the time and at a bounded pace, on one instance at a time. */
@Component
class Verifier implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Verifier.class);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** To find an event on the topic takes far longer than to compare a row; walks must not stand still for it. */
    private static final int MOST_SECOND_LOOKS_AT_ONCE = 20;

    private static final int MOST_SEARCHES_AT_ONCE = 2;

    private final VerifierSettings settings;
    private final @Nullable LogReader log;
    private final DataSource database;
    private final JdbcClient tables;
    private final ReadModel rows;
    private final ConcertList list;
    private final Walks walks;
    private final Findings findings;
    private final LeftOut leftOut;
    private final Following following;
    private final TopicLook topic;
    private final Repairs repairs;
    private final Clock clock;
    private final Counter looked;
    private final Counter leftOutOfIt;

    private volatile boolean running;

    /** That it cannot verify is said once, until it can. */
    private volatile boolean told;

    private @Nullable Thread thread;

    Verifier(
            VerifierSettings settings,
            Optional<LogReader> log,
            DataSource database,
            JdbcClient tables,
            ReadModel rows,
            ConcertList list,
            Walks walks,
            Findings findings,
            LeftOut leftOut,
            Following following,
            TopicLook topic,
            Repairs repairs,
            Clock clock,
            MeterRegistry meters) {
        this.settings = settings;
        this.log = log.orElse(null);
        this.database = database;
        this.tables = tables;
        this.rows = rows;
        this.walks = walks;
        this.findings = findings;
        this.leftOut = leftOut;
        this.following = following;
        this.topic = topic;
        this.repairs = repairs;
        this.clock = clock;
        this.list = list;
        this.looked = Counter.builder("rowlock.verifier.streams")
                .description("Streams that this instance has compared with the log")
                .register(meters);
        this.leftOutOfIt = Counter.builder("rowlock.verifier.left.out")
                .description("Streams that could not be compared: too long, or not to be read here")
                .register(meters);
    }

    /** Whether it knows where the log is. */
    boolean isOn() {
        return log != null;
    }

    private void work(LogReader log) {
        while (running) {
            try {
                lead(log);
            } catch (Error e) {
                // Nobody would notice that nothing is verified any more.
                LOG.error("Verifying what is shown was given up, and begins again", e);
            } catch (RuntimeException | SQLException e) {
                // The log, the tables or the broker are away; when they are back, it goes on where it was.
                if (running && !told) {
                    LOG.warn("Cannot verify what is shown now; tried again every second: {}", e.toString());
                    LOG.debug("Cannot verify", e);
                }
                told = true;
            }
            pause(SECOND);
        }
    }

    private void lead(LogReader log) throws SQLException {
        try (var leadership = Leadership.tryToTake(database).orElse(null)) {
            if (leadership == null) {
                return;
            }
            var now = new Walking(log);
            LOG.info("Verifying what is shown, against the log");
            while (running && leadership.isHeld()) {
                long idle = now.step();
                told = false;
                pause(idle);
            }
        }
    }

    private void pause(long nanos) {
        if (running && nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /** What is in hand while this instance is the one. */
    private final class Walking {
        private final Inspection inspection;
        private final Confirmation confirmation;
        private final Doubts doubts = new Doubts(tables, settings, clock);
        private final Standstills standstills = new Standstills(following, findings, settings, clock);
        private final TailWalk tail;
        private final Round round;
        private final Pace tailPace = new Pace(settings.tailPerSecond());
        private final Pace roundPace = new Pace(settings.roundPerSecond());
        private final Pace seconds = new Pace(1);

        Walking(LogReader log) {
            this.inspection = new Inspection(log, rows, list, leftOut, settings, clock, leftOutOfIt);
            this.confirmation = new Confirmation(following, topic, log, settings, clock);
            this.tail = new TailWalk(log, walks, settings, clock, following.instance());
            this.round = new Round(log, rows, list, walks, settings, clock, following.instance());
        }

        /** Does what is due, and says for how long nothing is. */
        long step() {
            if (tailPace.left(System.nanoTime()) <= 0) {
                alongTheTail();
            }
            if (roundPace.left(System.nanoTime()) <= 0) {
                alongTheRound();
            }
            if (seconds.left(System.nanoTime()) <= 0) {
                secondLooks();
                standstills.look();
                thirdLooks();
                findings.forget();
                seconds.took(1, System.nanoTime());
            }
            long now = System.nanoTime();
            return Math.min(Math.min(tailPace.left(now), roundPace.left(now)), seconds.left(now));
        }

        private void alongTheTail() {
            var step = tail.next();
            step.streams()
                    .forEach((writer, streams) -> Book.writtenBy(writer)
                            .forEach(book -> firstLook(
                                    book, inspection.doubts(book, streams).doubts())));
            if (step.size() == 0) {
                tailPace.pause(settings.lookEvery().toNanos(), System.nanoTime());
                return;
            }
            tail.done(step);
            looked.increment(step.size());
            tailPace.took(step.size(), System.nanoTime());
        }

        private void alongTheRound() {
            var page = round.next();
            page.streams()
                    .forEach((book, streams) -> firstLook(
                            book,
                            (page.toldByRows() ? inspection.allDoubts(book, streams) : inspection.doubts(book, streams))
                                    .doubts()));
            looked.increment(page.looked());
            boolean ended = round.done(page);
            roundPace.took(Math.max(1, page.looked()), System.nanoTime());
            if (ended) {
                roundPace.pause(Math.max(SECOND, settings.lookEvery().toNanos()), System.nanoTime());
            }
        }

        private void firstLook(Book<?> book, Map<String, Doubt> found) {
            if (!found.isEmpty()) {
                var ends = following.head().orElse(Map.of());
                doubts.add(book, found.keySet(), ends);
            }
        }

        private void secondLooks() {
            confirmation.mayStillSearch(MOST_SEARCHES_AT_ONCE);
            for (var book : doubts.books()) {
                var due = doubts.takeDue(book, MOST_SECOND_LOOKS_AT_ONCE);
                secondLooks(book, due);
                doubts.decided(book, due.keySet());
            }
        }

        private void secondLooks(Book<?> book, Map<String, Waiting> due) {
            var reached = following.position(book.group());
            var look = inspection.allDoubts(book, due.keySet());
            due.forEach((stream, waiting) -> {
                var doubt = look.doubts().get(stream);
                if (doubt != null) {
                    decide(book, doubt, waiting, reached);
                } else if (look.notCompared().contains(stream)) {
                    doubts.later(book, stream, waiting.ends()); // an instance of another version may know
                }
            });
        }

        private void decide(Book<?> book, Doubt doubt, Waiting waiting, Map<Integer, Long> reached) {
            var ends = waiting.ends().isEmpty() ? following.head().orElse(Map.of()) : waiting.ends();
            switch (confirmation.of(doubt, book, reached, ends)) {
                case Verdict.Confirmed it -> {
                    findings.report(it.finding(), book);
                    findings.settleOthers(it.finding(), book);
                    if (settings.repair() && !repairs.byItself(book, doubt.stream())) {
                        doubts.later(book, doubt.stream(), ends);
                    }
                }
                case Verdict.NotYet _ -> doubts.later(book, doubt.stream(), ends);
                case Verdict.Dismissed _ -> {} // somebody else tells of it
            }
        }

        /** What is open is looked at until it is right. */
        private void thirdLooks() {
            var open = new LinkedHashMap<Book<?>, Set<String>>();
            var kinds = new HashMap<String, String>();
            for (var finding : findings.toLookAtAgain(settings.batch())) {
                var book = Book.named(finding.book());
                open.computeIfAbsent(book, _ -> new LinkedHashSet<>()).add(finding.stream());
                kinds.put(finding.book() + " " + finding.stream(), finding.kind());
            }
            open.forEach((book, streams) -> {
                var look = inspection.allDoubts(book, streams);
                var still = look.doubts();
                var notRight = new LinkedHashSet<>(still.keySet());
                notRight.addAll(look.notCompared());
                findings.settleBut(book, streams, notRight);
                findings.stillOpen(notRight, book);
                still.forEach((stream, doubt) -> {
                    var known = kinds.get(book.name() + " " + stream);
                    if (doubt instanceof Doubt.Differs it
                            && !it.finding().kind().equals(known)) {
                        firstLook(book, Map.of(stream, doubt));
                    }
                });
            });
        }
    }

    @Override
    public void start() {
        var known = log;
        if (known == null) {
            LOG.info("Nobody verifies what is shown: rowlock.verifier.log.url says nothing");
            return;
        }
        running = true;
        thread = Thread.ofVirtual().name("verifying").start(() -> work(known));
    }

    @Override
    public void stop() {
        running = false;
        var working = thread;
        if (working != null) {
            LockSupport.unpark(working);
            try {
                working.join(TimeUnit.SECONDS.toMillis(5));
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
