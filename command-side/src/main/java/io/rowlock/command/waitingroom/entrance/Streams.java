package io.rowlock.command.waitingroom.entrance;

import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.ROOM_OVER;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.platform.redis.RedisAway;
import io.rowlock.command.waitingroom.queue.Place;
import io.rowlock.command.waitingroom.queue.Place.Admitted;
import io.rowlock.command.waitingroom.queue.Place.Full;
import io.rowlock.command.waitingroom.queue.Place.NotQueued;
import io.rowlock.command.waitingroom.queue.Place.Prequeue;
import io.rowlock.command.waitingroom.queue.Place.Waiting;
import io.rowlock.command.waitingroom.queue.Queue;
import io.rowlock.command.waitingroom.queue.Serving;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.RoomProblems;
import io.rowlock.command.waitingroom.room.RoomRefused;
import io.rowlock.command.waitingroom.room.Rooms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams of those who stay on the line, one a buyer and evening.
 *
 * <p>One thread goes round: it asks each room once how far it has come, works out from that where everybody stands, and asks
 * about a buyer only whose turn has come, or who has not been asked about for a while. So what a stream costs is its
 * connection, and a message when there is news.
 */
@Component
class Streams implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

    /** What is over is ended in good order; only whoever does not read that is cut off. */
    private static final Duration TIME_TO_END = Duration.ofMinutes(1);

    private final Doors doors;
    private final Rooms rooms;
    private final Queue queue;
    private final Telling telling;
    private final StreamSettings settings;
    private final Clock clock;
    private final Counter seen;

    private final Map<ScheduleId, Map<BuyerId, Line>> lines = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("queue-streams").daemon().factory());
    private volatile boolean running;

    // Only the one thread that goes round looks at these.
    private boolean failedLastRound;
    private boolean failedThisRound;

    Streams(
            Doors doors,
            Rooms rooms,
            Queue queue,
            Telling telling,
            StreamSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.doors = doors;
        this.rooms = rooms;
        this.queue = queue;
        this.telling = telling;
        this.settings = settings;
        this.clock = clock;
        this.seen = Counter.builder("rowlock.queue.streams.seen")
                .description("How often Redis was told of a buyer on a stream that they are still there")
                .register(meters);
        Gauge.builder("rowlock.queue.streams", open, AtomicInteger::get)
                .description("Buyers who stay on the line with this instance")
                .register(meters);
    }

    /** @throws TooManyStreams when this instance serves as many as it may, or is about to stop */
    SseEmitter open(Room room, BuyerId buyer) {
        if (!running) {
            throw new TooManyStreams();
        }
        var emitter = new SseEmitter(settings.longest().plus(TIME_TO_END).toMillis());
        var line = new Line(buyer, emitter, writers, clock.instant(), it -> forget(room.schedule(), it));
        emitter.onCompletion(() -> forget(room.schedule(), line));
        emitter.onTimeout(emitter::complete);
        // So that the client knows at once that somebody is there, and is noticed if it is gone.
        line.keepAlive(clock.instant(), settings.aliveEvery());
        lines.compute(room.schedule(), (_, inRoom) -> {
            var all = inRoom == null ? new ConcurrentHashMap<BuyerId, Line>() : inRoom;
            Optional.ofNullable(all.get(buyer)).ifPresent(this::giveWay);
            if (open.incrementAndGet() > settings.most()) {
                open.decrementAndGet();
                throw new TooManyStreams();
            }
            all.put(buyer, line);
            return all;
        });
        return emitter;
    }

    private void giveWay(Line older) {
        if (older.isOverNow()) {
            open.decrementAndGet();
        }
        older.endReplaced();
    }

    private void forget(ScheduleId schedule, Line line) {
        if (line.isOverNow()) {
            open.decrementAndGet();
        }
        lines.computeIfPresent(schedule, (_, inRoom) -> {
            inRoom.remove(line.buyer(), line);
            return inRoom.isEmpty() ? null : inRoom;
        });
    }

    private void round() {
        failedLastRound = failedThisRound;
        failedThisRound = false;
        lines.forEach((schedule, inRoom) -> tell(schedule, inRoom.values()));
    }

    /** A round that fails must not be the last, and one room must not keep the others from being told. */
    private void tell(ScheduleId schedule, Collection<Line> inRoom) {
        try {
            if (doors.isOver(schedule)) {
                inRoom.forEach(Streams::sendHome);
                return;
            }
            var tooOld = clock.instant().minus(settings.longest());
            inRoom.stream().filter(line -> line.wasOpenedBefore(tooOld)).forEach(Line::end);
            rooms.of(schedule).ifPresent(room -> tell(room, inRoom));
        } catch (RuntimeException failed) {
            note(failed);
        }
    }

    private static void sendHome(Line line) {
        line.tell("room-over", RoomProblems.of(new RoomRefused(ROOM_OVER)));
        line.end();
    }

    private void note(RuntimeException failed) {
        if (!failedLastRound && !failedThisRound) {
            LOG.warn("Some who stay on the line are told nothing for the time being", failed);
        }
        failedThisRound = true;
    }

    /** What an operator says comes from the log, and must not have to wait for Redis; nor that an order was lost. */
    private void tell(Room room, Collection<Line> inRoom) {
        var now = clock.instant();
        var serving = serving(room);
        for (var line : inRoom) {
            if (line.isOfARoundBefore(room.round())) {
                line.tell("places-lost", PlacesLost.problemOf(room));
                line.lost(room.round());
            }
            if (line.round() == room.round()) {
                tell(room, line, serving, now);
            } else {
                line.keepAlive(now, settings.aliveEvery()); // where they stand was never told
            }
        }
        for (var line : look(room, inRoom, serving, now)) {
            tell(room, line, serving, now);
        }
    }

    /** What cannot be told to one must not keep the others from being told. */
    private void tell(Room room, Line line, Optional<Serving> serving, Instant now) {
        try {
            line.tell(telling.of(room, line.buyer(), line.place(), serving), now, settings.aliveEvery());
        } catch (RuntimeException failed) {
            note(failed);
        }
    }

    private Optional<Serving> serving(Room room) {
        try {
            return Optional.of(queue.serving(room));
        } catch (RedisAway away) {
            return Optional.empty();
        }
    }

    /** Asks about those of whom there may be news, and answers with them. */
    private List<Line> look(Room room, Collection<Line> inRoom, Optional<Serving> serving, Instant now) {
        var asked = inRoom.stream()
                .filter(line -> line.round() != room.round()
                        || line.wasSeenBefore(now.minus(settings.seenEvery()))
                        || mayHaveChanged(line.place(), room, serving, now))
                .toList();
        if (asked.isEmpty()) {
            return asked;
        }
        try {
            var places = queue.seen(room, asked.stream().map(Line::buyer).toList());
            seen.increment(asked.size());
            for (var line : asked) {
                line.seen(places.getOrDefault(line.buyer(), new NotQueued()), room.round(), now);
            }
            return asked;
        } catch (RedisAway away) {
            LOG.debug("Nobody knows who stands where for now", away);
            return List.of();
        }
    }

    private static boolean mayHaveChanged(Place place, Room room, Optional<Serving> serving, Instant now) {
        return switch (place) {
            case Prequeue _ -> room.draw().isPresent();
            case Waiting waiting ->
                waiting.ahead() == 0
                        || serving.filter(it -> waiting.turn() < it.serving()).isPresent();
            case Admitted admitted -> !now.isBefore(admitted.end());
            case NotQueued _, Full _ -> false;
        };
    }

    @Override
    public void start() {
        running = true;
        var every = settings.toldEvery().toNanos();
        var _ = rounds.scheduleWithFixedDelay(this::round, every, every, TimeUnit.NANOSECONDS);
    }

    /** Before the server waits for requests that are under way, for these would be for minutes. */
    @Override
    public void stop() {
        running = false;
        rounds.shutdownNow();
        lines.values().forEach(inRoom -> inRoom.values().forEach(Line::end));
        writers.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
