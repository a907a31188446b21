package io.rowlock.query.seatmap;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.query.feed.GroupProgress;
import io.rowlock.query.feed.Heard;
import io.rowlock.query.feed.Offsets;
import io.rowlock.query.feed.Tail;
import io.rowlock.query.feed.TooFarApart;
import io.rowlock.query.platform.NotFound;
import io.rowlock.query.platform.NotFound.What;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The boards of the schedules that somebody looks at here: as many as may be, and the one that nobody has looked at for the
 * longest time makes room for another.
 */
@Component
class Boards implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Boards.class);

    /** Each reads all touched seats of an evening. */
    private static final int FILLED_AT_ONCE = 4;

    /** Each recheck reads all touched seats of an evening, too: however many there are, they take a tenth of a core. */
    private static final int RESTS_FOR_EACH = 9;

    /** What cannot be filled will not be able to at once; until then each look would try in vain. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SeatMapArtist artist;
    private final SeatPlans plans;
    private final Tail tail;
    private final GroupProgress progress;
    private final SeatMapSettings settings;
    private final SeatMapMetrics metrics;
    private final Message message;
    private final Clock clock;
    private final Map<String, Watched> all = new ConcurrentHashMap<>();
    private final Semaphore filling = new Semaphore(FILLED_AT_ONCE);
    private final AtomicInteger waiting = new AtomicInteger();
    private final ExecutorService fillers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService rounds = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("seat-maps-", 0).daemon().factory());
    private volatile boolean running;

    Boards(
            SeatMapArtist artist,
            SeatPlans plans,
            Tail tail,
            GroupProgress progress,
            SeatMapSettings settings,
            SeatMapMetrics metrics,
            JsonMapper json,
            Clock clock) {
        this.artist = artist;
        this.plans = plans;
        this.tail = tail;
        this.progress = progress;
        this.settings = settings;
        this.metrics = metrics;
        this.message = new Message(json);
        this.clock = clock;
        metrics.countBoards(all);
    }

    /**
     * The schedule as it is watched here, from now on if it was not yet.
     *
     * @return empty if all that may be watched are, and each has streams, or as many wait to be filled as may be kept
     * @throws NotFound if there is no such schedule
     */
    Optional<Watched> watch(ScheduleId schedule) {
        var known = all.get(schedule.value());
        if (known != null) {
            known.isLookedAt();
            return Optional.of(known);
        }
        mustKnow(schedule);
        synchronized (this) {
            return watched(schedule);
        }
    }

    /** @throws NotFound if there is no such schedule */
    void mustKnow(ScheduleId schedule) {
        if (!all.containsKey(schedule.value()) && !plans.existsById(schedule.value())) {
            throw new NotFound(What.SCHEDULE_NOT_FOUND);
        }
    }

    /** The same for a stream, because of which it stays watched until the stream ends. */
    Optional<Watched> enter(ScheduleId schedule) {
        mustKnow(schedule);
        synchronized (this) {
            var watched = watched(schedule);
            watched.ifPresent(Watched::streamBegins);
            return watched;
        }
    }

    private Optional<Watched> watched(ScheduleId schedule) {
        var known = all.get(schedule.value());
        if (known != null || !running || waiting.get() >= settings.kept() || !hasRoom()) {
            return Optional.ofNullable(known);
        }
        var watched = new Watched(schedule.value(), settings.mostCollected());
        all.put(schedule.value(), watched);
        waiting.incrementAndGet();
        fillers.execute(() -> fill(schedule, watched));
        return Optional.of(watched);
    }

    private boolean hasRoom() {
        if (all.size() < settings.kept()) {
            return true;
        }
        long now = System.nanoTime();
        var longestUnseen = all.values().stream()
                .filter(it -> !it.hasStreams())
                .max(Comparator.comparingLong(it -> it.idleFor(now)));
        longestUnseen.ifPresent(this::end);
        return longestUnseen.isPresent();
    }

    /** It is over before another can take its place, so that it never begins to listen after that one. */
    private void end(Watched watched) {
        giveUp(watched);
        all.remove(watched.schedule(), watched);
    }

    /** What remains of it keeps others from being filled in its place until the pause is over. */
    private void giveUp(Watched watched) {
        watched.end();
        tail.listenNoMore(watched.schedule(), watched);
    }

    private void fill(ScheduleId schedule, Watched watched) {
        try {
            try {
                filling.acquire();
            } finally {
                waiting.decrementAndGet();
            }
            try {
                if (beginsToListen(watched)) {
                    fillInTime(schedule, watched);
                }
            } finally {
                filling.release();
            }
        } catch (TimeoutException | TooFarApart e) {
            LOG.info("The seat map of {} is drawn from the rows for now: {}", schedule, e.getMessage());
            giveUp(watched);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(watched);
        } catch (RuntimeException e) {
            LOG.warn("The seat map of {} is drawn from the rows for now", schedule, e);
            giveUp(watched);
        }
    }

    /** In the order in which they were made: the tail tells whoever began last. Not for what made room meanwhile. */
    private synchronized boolean beginsToListen(Watched watched) {
        if (watched.isOver()) {
            return false;
        }
        tail.listen(watched.schedule(), watched);
        return true;
    }

    private void fillInTime(ScheduleId schedule, Watched watched) throws InterruptedException, TimeoutException {
        var from = watched.awaitJoined(settings.fillPatience());
        // Asked before the rows are read: they know that much at least. Where the group says less than the tail
        // remembers,
        // it may be behind, or followed elsewhere and have had nothing to say since; the topic itself tells.
        var followed = progress.of(SeatMapProjection.GROUP);
        var heard = new ArrayList<Heard>();
        if (!followed.covers(from)) {
            heard.addAll(tail.between(followed, from, schedule.value(), settings.mostCollected()));
        }
        var model = artist.model(schedule);
        // The rows may know what has not come in here yet. Those who come back are told from what came in.
        watched.awaitReached(endOfTopic(), settings.fillPatience());
        var since = new Cursor(clock.instant().minus(settings.changesKeptFor()), followed.orBefore(from));
        var filled = watched.fill(collected -> {
            heard.addAll(collected);
            return new Board(
                    schedule.value(),
                    new Board.Beginning(model.house(), model.touched(), heard, since),
                    settings,
                    message,
                    clock);
        });
        if (!filled) {
            giveUp(watched);
        }
    }

    private Offsets endOfTopic() throws InterruptedException, TimeoutException {
        try {
            return tail.end().get(settings.fillPatience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nothing completes it so", e);
        }
    }

    private void tick() {
        long now = System.nanoTime();
        for (var watched : all.values()) {
            tick(watched, now);
        }
    }

    /** One board that cannot be told must not keep the others from being told. */
    private void tick(Watched watched, long now) {
        try {
            if (watched.overFor(now) >= PAUSE.toNanos()) {
                end(watched); // it could not be filled, or the tail lost track of it
            }
            if (watched.idleFor(now) >= settings.lookedAtFor().toNanos()) {
                endUnlessLookedAt(watched);
            }
            watched.board().flatMap(Board::tick).ifPresent(metrics::told);
        } catch (RuntimeException | Error e) { // nobody would notice that there are no more rounds
            LOG.error("The board of {} is given up, and filled anew for whoever looks next", watched.schedule(), e);
            end(watched);
        }
    }

    /** Not while somebody enters. */
    private synchronized void endUnlessLookedAt(Watched watched) {
        if (watched.idleFor(System.nanoTime()) >= settings.lookedAtFor().toNanos()) {
            end(watched);
        }
    }

    private void recheck() {
        try {
            for (var watched : all.values()) {
                long begun = System.nanoTime();
                recheck(watched);
                TimeUnit.NANOSECONDS.sleep(RESTS_FOR_EACH * (System.nanoTime() - begun));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // there will be no more rounds
        }
    }

    private void recheck(Watched watched) {
        try {
            var board = watched.board();
            if (board.isEmpty()) {
                return;
            }
            var model = artist.model(new ScheduleId(watched.schedule()));
            int corrected = board.get().compare(model.touched());
            if (corrected > 0) {
                LOG.warn("{} seats of {} were shown otherwise than the rows have them", corrected, watched.schedule());
                metrics.corrected(corrected);
            }
        } catch (RuntimeException | Error e) { // as above
            LOG.warn("The board of {} could not be compared with the rows", watched.schedule(), e);
        }
    }

    @Override
    public void start() {
        running = true;
        long tick = settings.streams().toldEvery().toNanos();
        long recheck = settings.recheckEvery().toNanos();
        var _ = rounds.scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.NANOSECONDS);
        var _ = rounds.scheduleWithFixedDelay(this::recheck, recheck, recheck, TimeUnit.NANOSECONDS);
    }

    @Override
    public void stop() {
        running = false;
        rounds.shutdownNow();
        fillers.shutdownNow();
        all.values().forEach(this::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
