package io.rowlock.query.feed;

import io.rowlock.query.feed.Actions.DoneWithout;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * Folds the whole log anew into tables that nobody else knows: each record is decoded once for all projections, and the
 * streams are divided among a few threads.
 */
final class Refolding implements AutoCloseable {
    /** So many records go to a thread together. */
    private static final int HANDFUL = 200;

    /** So many handfuls may wait for a thread. */
    private static final int MOST_WAITING = 20;

    private final Map<String, ByHand> byHand;
    private final Optional<LoggedStreams> log;
    private final EveryRecordConverter converter;
    private final Tables tables;
    private final DataSource database;
    private final RebuildSettings settings;
    private final List<Worker> workers;
    private final Spent spent = new Spent();

    Refolding(
            List<Projection<?>> projections,
            Map<String, ByHand> byHand,
            Optional<LoggedStreams> log,
            Tables tables,
            EveryRecordConverter converter,
            ObjectMapper json,
            DataSource database,
            RebuildSettings settings) {
        this.byHand = Map.copyOf(byHand);
        this.log = log;
        this.converter = converter;
        this.tables = tables;
        this.database = database;
        this.settings = settings;
        this.workers = new ArrayList<>();
        for (int number = 1; number <= settings.threads(); number++) {
            workers.add(new Worker(number, projections, json));
        }
        workers.forEach(worker -> worker.thread.start());
    }

    /**
     * What was done to a group by hand, and is to be done again.
     *
     * @param without what it does without
     * @param repaired the streams whose rows were written from the log
     */
    record ByHand(DoneWithout without, Set<String> repaired) {
        static final ByHand NOTHING = new ByHand(DoneWithout.NOTHING, Set.of());
    }

    /** Where the threads' time went, in all. */
    static final class Spent {
        private final LongAdder decoding = new LongAdder();
        private final LongAdder fetching = new LongAdder();
        private final LongAdder folding = new LongAdder();
        private final LongAdder writing = new LongAdder();

        @Override
        public String toString() {
            return "decoding " + millis(decoding) + ", fetching rows " + millis(fetching) + ", folding "
                    + millis(folding) + ", writing rows " + millis(writing);
        }

        private static String millis(LongAdder nanos) {
            return Duration.ofNanos(nanos.sum()).toMillis() + " ms";
        }
    }

    Spent spent() {
        return spent;
    }

    void take(ConsumerRecord<String, byte[]> fetched) throws InterruptedException {
        // What has no key has no stream; the live projections have passed over it, too.
        if (fetched.key() != null) {
            workers.get(part(fetched.key(), workers.size())).take(fetched);
        }
    }

    private static int part(String stream, int parts) {
        return Math.floorMod(stream.hashCode(), parts);
    }

    /** Returns once all that was taken is in the tables. */
    void settle() throws InterruptedException {
        for (var one : settling()) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw failed(e);
            }
        }
    }

    /** The same, unless it takes longer; returns whether all is in the tables. */
    boolean settle(long deadline) throws InterruptedException {
        for (var one : settling()) {
            try {
                one.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                return false;
            } catch (ExecutionException e) {
                throw failed(e);
            }
        }
        return System.nanoTime() - deadline < 0;
    }

    private List<CompletableFuture<Void>> settling() throws InterruptedException {
        var settling = new ArrayList<CompletableFuture<Void>>();
        for (var worker : workers) {
            settling.add(worker.settle());
        }
        return settling;
    }

    private static IllegalStateException failed(ExecutionException e) {
        return new IllegalStateException("Cannot fold the log anew: " + e.getCause(), e);
    }

    /** The streams of a group that stand still because an event of theirs cannot be folded. */
    Set<String> standingStill(String group) {
        var streams = new HashSet<String>();
        for (var worker : workers) {
            for (var lane : worker.lanes) {
                if (lane.projection.group().equals(group)) {
                    streams.addAll(lane.parked.keySet());
                }
            }
        }
        return streams;
    }

    @Override
    public void close() {
        workers.forEach(worker -> worker.thread.interrupt());
        for (var worker : workers) {
            try {
                worker.thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Records for a thread to fold, or the wish to hear that everything before is written. */
    private record Work(
            List<ConsumerRecord<String, byte[]>> records,
            @Nullable CompletableFuture<Void> settled) {}

    private final class Worker {
        private final BlockingQueue<Work> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
        private final List<Lane<?>> lanes;
        private final QuickReader reader;
        private final Thread thread;
        private List<ConsumerRecord<String, byte[]>> handful = new ArrayList<>(HANDFUL);
        private int untold;
        private @Nullable Throwable failure;

        Worker(int number, List<Projection<?>> projections, ObjectMapper json) {
            this.reader = new QuickReader(json);
            this.lanes = projections.stream()
                    .<Lane<?>>map(projection -> new Lane<>(projection, number - 1))
                    .toList();
            this.thread = Thread.ofPlatform().name("refolding-" + number).unstarted(this::work);
        }

        void take(ConsumerRecord<String, byte[]> fetched) throws InterruptedException {
            handful.add(fetched);
            if (handful.size() >= HANDFUL) {
                waiting.put(new Work(handful, null));
                handful = new ArrayList<>(HANDFUL);
            }
        }

        CompletableFuture<Void> settle() throws InterruptedException {
            var settled = new CompletableFuture<Void>();
            waiting.put(new Work(handful, settled));
            handful = new ArrayList<>(HANDFUL);
            return settled;
        }

        private void work() {
            try {
                while (true) {
                    var work = waiting.take();
                    if (failure == null) {
                        attempt(work);
                    }
                    var settled = work.settled();
                    if (settled != null) {
                        if (failure == null) {
                            settled.complete(null);
                        } else {
                            settled.completeExceptionally(failure);
                        }
                    }
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void attempt(Work work) {
            try {
                long begun = System.nanoTime();
                for (var fetched : work.records()) {
                    read(fetched);
                }
                spent.decoding.add(System.nanoTime() - begun);
                if (untold >= settings.chunk() || work.settled() != null) {
                    untold = 0;
                    for (var lane : lanes) {
                        lane.project();
                        lane.isNotTooMuchParked();
                    }
                    if (work.settled() != null) {
                        for (var lane : lanes) {
                            lane.takeWhatTheLogTells();
                            lane.tryParkedAgain();
                        }
                    }
                }
            } catch (Throwable e) {
                // Errors, too: whoever waits to hear that all is written would wait for ever for a thread that ended.
                failure = e;
            }
        }

        private void read(ConsumerRecord<String, byte[]> fetched) {
            var writer = QuickReader.text(fetched, Headers.AGGREGATE_TYPE);
            if (writer != null && !StreamKind.knowsWriter(writer)) {
                return;
            }
            var kind = writer == null ? StreamKind.of(fetched.key()) : StreamKind.writtenBy(writer);
            var following = lanes.stream()
                    .filter(lane -> kind.filter(lane.kind::equals).isPresent())
                    .toList();
            if (following.isEmpty()) {
                return;
            }
            var read = reader.read(fetched).or(() -> readAsOthersDo(fetched));
            var place = QuickReader.place(fetched);
            for (var lane : following) {
                if (place.isPresent() && lane.doesWithout(place.get())) {
                    lane.passOver(place.get().stream());
                } else if (read.isPresent()) {
                    lane.take(read.get());
                    untold++;
                } else if (place.isPresent() || !lane.without.noise().contains(fetched.key())) {
                    lane.standsStill(fetched.key());
                }
            }
        }

        /** Live, what this does not give either is a dead letter. */
        private Optional<Told<?>> readAsOthersDo(ConsumerRecord<String, byte[]> fetched) {
            try {
                return converter
                        .readQuietly(fetched)
                        .flatMap(message -> message instanceof DomainEventMessage<?> event
                                ? Optional.of(new Told<>(
                                        event.getPayload(),
                                        new Mark(
                                                event.getAggregateIdentifier(),
                                                event.getSequenceNumber(),
                                                event.getTimestamp())))
                                : Optional.empty());
            } catch (RuntimeException _) {
                return Optional.empty();
            }
        }
    }

    /** A part of the streams on their way into one projection. */
    private final class Lane<E> {
        private final Projection<E> projection;
        private final StreamKind kind;
        private List<Told<E>> untold = new ArrayList<>();
        private final Map<String, List<Told<E>>> parked = new HashMap<>();

        /** Of those parked, the streams with something in them that cannot even be read: nothing after it is folded. */
        private final Set<String> unreadable = new HashSet<>();

        private int allParked;

        private final DoneWithout without;

        /** Of those repaired, the streams that were not asked for yet: once is enough, for nobody repairs meanwhile. */
        private final Set<String> repaired = new HashSet<>();

        Lane(Projection<E> projection, int part) {
            this.projection = projection;
            this.kind = StreamKind.carrying(projection.follows());
            var byHand = Refolding.this.byHand.getOrDefault(projection.group(), ByHand.NOTHING);
            this.without = byHand.without();
            for (var stream : byHand.repaired()) {
                if (StreamKind.of(stream).filter(kind::equals).isPresent()
                        && part(stream, settings.threads()) == part) {
                    repaired.add(stream);
                }
            }
        }

        void take(Told<?> told) {
            if (projection.follows().isInstance(told.event())) {
                untold.add(new Told<>(projection.follows().cast(told.event()), told.mark()));
            } else {
                standsStill(told.mark().stream());
            }
        }

        /** Nothing of this stream is folded any more: there is something in it that cannot be read. */
        void standsStill(String stream) {
            // What came before is not folded either when it waits in the same chunk; so it is folded first.
            try {
                project();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            parked.computeIfAbsent(stream, _ -> new ArrayList<>());
            unreadable.add(stream);
        }

        boolean doesWithout(QuickReader.Place place) {
            return without.of(place.stream()).contains(place.sequence());
        }

        /** An operator has decided to do without this event; what comes after it is folded onto the row as it is. */
        void passOver(String stream) {
            try {
                project();
                tellRowsOf(stream);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void tellRowsOf(String stream) throws SQLException {
            try (var connection = database.getConnection()) {
                for (long sequence : without.of(stream)) {
                    tables.passOver(projection, stream, sequence, connection);
                }
            }
        }

        void project() throws SQLException {
            var events = untold;
            untold = new ArrayList<>();
            if (!events.isEmpty()) {
                project(events);
            }
        }

        /** What the database refuses is found by halves, and stands still alone. */
        private void project(List<Told<E>> events) throws SQLException {
            try {
                foldAndWrite(events);
            } catch (SQLException | RuntimeException e) {
                if (Transience.of(e)) {
                    throw e;
                }
                if (events.size() == 1) {
                    park(events.getFirst());
                } else {
                    project(events.subList(0, events.size() / 2));
                    project(events.subList(events.size() / 2, events.size()));
                }
            }
        }

        private void foldAndWrite(List<Told<E>> events) throws SQLException {
            var refused = new ArrayList<Told<E>>();
            var refusedStreams = new HashSet<String>();
            try (var connection = database.getConnection()) {
                boolean autoCommit = connection.getAutoCommit();
                connection.setAutoCommit(false);
                try {
                    fold(events, connection, refused, refusedStreams);
                    connection.commit();
                } catch (SQLException | RuntimeException e) {
                    connection.rollback();
                    throw e;
                } finally {
                    connection.setAutoCommit(autoCommit);
                }
            }
            refused.forEach(this::park);
        }

        private void fold(
                List<Told<E>> events, Connection connection, List<Told<E>> refused, Set<String> refusedStreams)
                throws SQLException {
            long begun = System.nanoTime();
            try (var statement = connection.createStatement()) {
                // Should this be lost, so is the rebuild; the switch waits until all of it is on disk.
                statement.execute("set local synchronous_commit to off");
            }
            var sheet = tables.fetched(projection, events, connection);
            long fetched = System.nanoTime();
            for (var told : events) {
                var stream = told.mark().stream();
                if (parked.containsKey(stream) || refusedStreams.contains(stream)) {
                    refused.add(told);
                } else {
                    try {
                        projection.apply(told.event(), told.mark(), sheet);
                    } catch (RuntimeException _) {
                        refusedStreams.add(stream);
                        refused.add(told);
                    }
                }
            }
            long folded = System.nanoTime();
            tables.write(sheet, connection);
            spent.fetching.add(fetched - begun);
            spent.folding.add(folded - fetched);
            spent.writing.add(System.nanoTime() - folded);
        }

        private void park(Told<E> told) {
            parked.computeIfAbsent(told.mark().stream(), _ -> new ArrayList<>()).add(told);
            allParked++;
        }

        void isNotTooMuchParked() {
            if (allParked > settings.parked()) {
                throw new IllegalStateException("More than " + settings.parked() + " events of " + projection.group()
                        + " cannot be folded, of " + parked.size() + " streams");
            }
        }

        /** The topic may lack what a repaired row has seen; what it tells, too, is skipped like everything that comes twice. */
        void takeWhatTheLogTells() throws SQLException {
            if (log.isPresent()) {
                for (var stream : repaired) {
                    log.get().tell(projection.follows(), stream, (event, mark) -> {
                        if (!unreadable.contains(stream) && !without.of(stream).contains(mark.sequence())) {
                            park(new Told<>(event, mark));
                        }
                    });
                    tryAgain(stream);
                }
            }
            repaired.clear();
        }

        /** Of a stream whose events came out of order, all may be there by now. */
        void tryParkedAgain() throws SQLException {
            for (var stream : List.copyOf(parked.keySet())) {
                tryAgain(stream);
            }
        }

        private void tryAgain(String stream) throws SQLException {
            var events = unreadable.contains(stream) ? null : parked.remove(stream);
            if (events == null) {
                return;
            }
            allParked -= events.size();
            events.sort(Comparator.comparingLong(told -> told.mark().sequence()));
            if (without.of(stream).isEmpty()) {
                project(events);
            } else {
                for (var told : events) {
                    tellRowsOf(stream);
                    project(List.of(told));
                }
            }
        }
    }
}
