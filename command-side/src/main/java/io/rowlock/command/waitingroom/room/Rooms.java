package io.rowlock.command.waitingroom.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.waitingroom.RoomEvent;
import io.rowlock.api.waitingroom.RoomEvent.RoomPrepared;
import io.rowlock.api.waitingroom.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The rooms as the log has them, for everybody who acts on them.
 *
 * <p>Read from the log and from nothing else, so that it is known while Redis is away what is to be done then. A room's
 * events are read once each, and the log is asked for new ones no more than once in a while.
 */
@Component
public class Rooms {
    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);

    private final EventStore log;
    private final ActiveRooms active;
    private final Duration seenWithin;
    private final Cache<ScheduleId, Known> known;
    private final ReentrantLock lookingForActive = new ReentrantLock();
    private volatile @Nullable Seen<ActiveRooms.Kept> lastActive;

    Rooms(EventStore log, ActiveRooms active, RoomSettings settings, MeterRegistry meters) {
        this.log = log;
        this.active = active;
        this.seenWithin = settings.seenWithin();
        this.known = Caffeine.newBuilder().maximumSize(settings.cached()).build();
        Gauge.builder("rowlock.queue.rooms.left.out", this::leftOut)
                .description("Rooms that stand still, because more of them are to be kept than may be")
                .register(meters);
    }

    /** What was seen, and when by the clock that nobody can set. */
    private record Seen<T>(T what, long atNanos) {
        boolean isOlderThan(Duration age) {
            return System.nanoTime() - atNanos > age.toNanos();
        }
    }

    /** Empty for an evening without a waiting room. */
    public Optional<Room> of(ScheduleId schedule) {
        return known.get(schedule, Known::new).upToDate();
    }

    /** All rounds of its room, first to last; none for an evening without a waiting room. */
    public List<DrawRound> rounds(ScheduleId schedule) {
        return known.get(schedule, Known::new).rounds();
    }

    /** The rooms of all evenings that are not over. */
    public List<Room> active() {
        var rooms = new ArrayList<Room>();
        for (var schedule : activeSchedules()) {
            of(schedule).ifPresent(rooms::add);
        }
        return rooms;
    }

    /** How many rooms nobody can enter yet, because others open before them; not a number while that is not known. */
    private double leftOut() {
        var last = lastActive;
        return last == null ? Double.NaN : last.what().leftOut();
    }

    /** Whoever has just changed a room sees it at once on this instance. */
    public void lookAgain(ScheduleId schedule) {
        known.get(schedule, Known::new).lookAgain();
    }

    private List<ScheduleId> activeSchedules() {
        var last = lastActive;
        if (last != null && (!last.isOlderThan(seenWithin) || lookingForActive.isLocked())) {
            return last.what().rooms();
        }
        lookingForActive.lock();
        try {
            var found = new Seen<>(active.list(), System.nanoTime());
            if (found.what().leftOut() > 0 && (last == null || last.what().leftOut() == 0)) {
                LOG.error(
                        "There are more waiting rooms than rowlock.waiting-room.rooms.most-active; the last {} to open"
                                + " stand still, and nobody can enter them",
                        found.what().leftOut());
            }
            lastActive = found;
            return found.what().rooms();
        } finally {
            lookingForActive.unlock();
        }
    }

    /** One room as far as its events have been read. */
    private final class Known {
        private final RoomId id;
        private final ReentrantLock reading = new ReentrantLock();
        private @Nullable Standing standing;
        private long next;
        private long shownUpTo;
        private volatile List<DrawRound> rounds = List.of();
        private volatile @Nullable Seen<Optional<Room>> seen;

        Known(ScheduleId schedule) {
            this.id = new RoomId(schedule);
        }

        /** While one reads, the others make do with what was seen last. */
        Optional<Room> upToDate() {
            var last = seen;
            return last != null && (!last.isOlderThan(seenWithin) || reading.isLocked()) ? last.what() : read();
        }

        List<DrawRound> rounds() {
            var _ = upToDate();
            return rounds;
        }

        void lookAgain() {
            reading.lock();
            try {
                seen = null;
            } finally {
                reading.unlock();
            }
        }

        private Optional<Room> read() {
            reading.lock();
            try {
                var last = seen;
                if (last != null && !last.isOlderThan(seenWithin)) {
                    return last.what(); // somebody else has read it meanwhile
                }
                var asked = System.nanoTime();
                var more = log.readEvents(id.toString(), next);
                more.forEachRemaining(this::remember);
                if (standing != null) {
                    rounds = standing.rounds();
                }
                // Also what was read before something went wrong half way is shown now.
                var room = last != null && next == shownUpTo
                        ? last.what()
                        : Optional.ofNullable(standing).map(Standing::asRoom);
                seen = new Seen<>(room, asked);
                shownUpTo = next;
                return room;
            } finally {
                reading.unlock();
            }
        }

        private void remember(DomainEventMessage<?> message) {
            var event = (RoomEvent) message.getPayload();
            if (event instanceof RoomPrepared prepared) {
                standing = new Standing(prepared);
            } else if (standing != null) {
                standing.remember(event);
            }
            next = message.getSequenceNumber() + 1;
        }
    }
}
