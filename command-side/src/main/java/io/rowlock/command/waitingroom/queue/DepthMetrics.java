package io.rowlock.command.waitingroom.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.command.platform.redis.RedisAway;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.Rooms;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** How many wait and how many are in, in all rooms together; every instance shows the same. */
@Component
class DepthMetrics {
    private final Rooms rooms;
    private final Queue queue;

    DepthMetrics(Rooms rooms, Queue queue, MeterRegistry meters) {
        this.rooms = rooms;
        this.queue = queue;
        Gauge.builder("rowlock.queue.depth", () -> sum(Serving::waiting))
                .description("Buyers who wait in a waiting room")
                .register(meters);
        Gauge.builder("rowlock.queue.inside", () -> sum(Serving::inside))
                .description("Buyers who are admitted now")
                .register(meters);
        Gauge.builder("rowlock.queue.absent", () -> sum(Serving::passedOver))
                .description("Buyers who were not there when their turn came, and may still come back")
                .register(meters);
    }

    /** Not known is not a number: while Redis is away, nobody should read what was true before. */
    private double sum(ToLongFunction<Serving> number) {
        try {
            return rooms.active().stream().mapToLong(room -> in(room, number)).sum();
        } catch (RedisAway away) {
            return Double.NaN;
        }
    }

    /** Where a round has just begun nobody waits; that must not hide how many do in other rooms. */
    private long in(Room room, ToLongFunction<Serving> number) {
        try {
            return number.applyAsLong(queue.serving(room));
        } catch (RoundAbsent nobodyThere) {
            return 0;
        }
    }
}
