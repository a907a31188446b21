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
     * @return empty if all that may be watched are, and each has streams
     * @throws NotFound if there is no such schedule
     */
    Optional<Watched> watch(ScheduleId schedule) {
        var known = all.get(schedule.value());
        if (known != null) {
            known.isLookedAt();
            return Optional.of(known);
        }
        if (!plans.existsById(schedule.value())) {
            throw new NotFound(What.SCHEDULE_NOT_FOUND);
        }
        synchronized (this) {
            return watched(schedule);
        }
    }

    /** The same for a stream, because of which it stays watched until the stream ends. */
    Optional<Watched> enter(ScheduleId schedule) {
        if (!all.containsKey(schedule.value()) && !plans.existsById(schedule.value())) {
            throw new NotFound(What.SCHEDULE_NOT_FOUND);
        }
        synchronized (this) {
            var watched = watched(schedule);
            watched.ifPresent(Watched::streamBegins);
            return watched;
        }
    }

    private Optional<Watched> watched(ScheduleId schedule) {
        var known = all.get(schedule.value());
        if (known != null || !running || !hasRoom()) {
            return Optional.ofNullable(known);
        }
        var watched = new Watched(schedule.value(), settings.mostCollected());
        all.put(schedule.value(), watched);
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

    private void end(Watched watched) {
        all.remove(watched.schedule(), watched);
        tail.listenNoMore(watched.schedule(), watched);
        watched.end();
    }

    private void fill(ScheduleId schedule, Watched watched) {
        try {
            filling.acquire();
            try {
                fillInTime(schedule, watched);
            } finally {
                filling.release();
            }
        } catch (TimeoutException | TooFarApart e) {
            LOG.info("The seat map of {} is drawn from the rows for now: {}", schedule, e.getMessage());
            end(watched);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(watched);
        } catch (RuntimeException e) {
            LOG.warn("The seat map of {} is drawn from the rows for now", schedule, e);
            end(watched);
        }
    }

    private void fillInTime(ScheduleId schedule, Watched watched) throws InterruptedException, TimeoutException {
        tail.listen(schedule.value(), watched);
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
            end(watched);
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
        for (var watched : all.values()) {
            if (watched.isOver()) {
                end(watched); // the tail lost track of it
            }
            watched.board().ifPresent(board -> tick(watched, board));
        }
    }

    /** One board that cannot be told must not keep the others from being told. */
    private void tick(Watched watched, Board board) {
        try {
            board.tick().ifPresent(metrics::told);
        } catch (RuntimeException e) {
            LOG.error("The board of {} is given up, and filled anew for whoever looks next", watched.schedule(), e);
            end(watched);
        }
    }

    private void recheck() {
        long now = System.nanoTime();
        for (var watched : all.values()) {
            if (watched.idleFor(now) < settings.lookedAtFor().toNanos()) {
                watched.board().ifPresent(board -> recheck(watched, board));
            }
        }
    }

    private void recheck(Watched watched, Board board) {
        try {
            var model = artist.model(new ScheduleId(watched.schedule()));
            int corrected = board.compare(model.touched());
            if (corrected > 0) {
                LOG.warn("{} seats of {} were shown otherwise than the rows have them", corrected, watched.schedule());
                metrics.corrected(corrected);
            }
        } catch (RuntimeException e) {
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
