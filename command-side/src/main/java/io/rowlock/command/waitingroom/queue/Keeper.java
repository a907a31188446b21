package io.rowlock.command.waitingroom.queue;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.platform.redis.RedisAway;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.Rooms;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sees to it that every room that is not over is kept: a thread a room, on every instance.
 *
 * <p>Which instance does what is not agreed upon. Whatever a keeper does, Redis or the log judges whether it is due; so any
 * number of them may keep the same room, and as long as there is one, it is kept.
 */
@Component
class Keeper implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration WHILE_AWAY = Duration.ofSeconds(1);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(5);

    private final Rooms rooms;
    private final RoomKeeping keeping;
    private final Map<ScheduleId, Thread> kept = new ConcurrentHashMap<>();
    private volatile CountDownLatch stopping = new CountDownLatch(0);
    private volatile boolean running;
    private volatile boolean wentWell = true;

    /** What goes wrong every second is told once. */
    private static final class Trouble {
        private boolean isKnown;
    }

    Keeper(Rooms rooms, RoomKeeping keeping) {
        this.rooms = rooms;
        this.keeping = keeping;
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        running = true;
        Thread.ofVirtual().name("rooms").start(() -> {
            while (running) {
                look();
                pause(BETWEEN_LOOKS);
            }
        });
    }

    private void look() {
        try {
            for (var room : rooms.active()) {
                kept.compute(room.schedule(), (it, thread) -> thread != null && thread.isAlive() ? thread : keep(it));
            }
            wentWell = true;
        } catch (RuntimeException storeAway) {
            if (wentWell) {
                LOG.warn("It cannot be seen which waiting rooms there are, for the time being", storeAway);
            }
            wentWell = false;
        }
    }

    private Thread keep(ScheduleId schedule) {
        return Thread.ofVirtual().name("room-" + schedule).start(() -> {
            var memory = new RoomKeeping.Memory();
            var trouble = new Trouble();
            try {
                while (running && isActive(schedule)) {
                    pause(tend(schedule, memory, trouble));
                }
            } finally {
                kept.remove(schedule, Thread.currentThread());
            }
        });
    }

    private boolean isActive(ScheduleId schedule) {
        try {
            return rooms.active().stream().map(Room::schedule).anyMatch(schedule::equals);
        } catch (RuntimeException storeAway) {
            return true; // it is tried again when it was
        }
    }

    /** Nothing that goes wrong once may end it; whatever it was is judged anew a moment later. */
    private Duration tend(ScheduleId schedule, RoomKeeping.Memory memory, Trouble trouble) {
        try {
            var next =
                    rooms.of(schedule).map(room -> keeping.tend(room, memory)).orElse(BETWEEN_LOOKS);
            trouble.isKnown = false;
            return next;
        } catch (RedisAway away) {
            if (!trouble.isKnown) {
                LOG.warn("Nobody is admitted to {} for the time being: {}", schedule, away.getMessage());
            }
        } catch (RuntimeException failed) {
            if (!trouble.isKnown) {
                LOG.warn("The waiting room of {} is not kept for the time being", schedule, failed);
            }
        }
        trouble.isKnown = true;
        return WHILE_AWAY;
    }

    private void pause(Duration time) {
        try {
            var _ = stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            running = false;
        }
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        long until = System.nanoTime() + TIME_TO_STOP.toNanos();
        for (var thread : kept.values()) {
            try {
                var _ = thread.join(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
