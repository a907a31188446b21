package io.rowlock.command.waitingroom.draw;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.waitingroom.room.Draw;
import io.rowlock.command.waitingroom.room.Room;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The drawn orders of the rooms that are open now.
 *
 * <p>An order follows from seed and list, so nobody has to send it or write it down: each instance computes it once, whoever
 * asks first, and the others wait for that.
 */
@Component
public class Draws {
    /** By memory: so many places drawn in all rooms together, at eight bytes each. */
    private static final long MOST_PLACES = 20_000_000;

    private final Cache<Key, DrawnOrder> orders = Caffeine.newBuilder()
            .maximumWeight(MOST_PLACES)
            .weigher((Key key, DrawnOrder order) -> Math.max(1, order.places()))
            .build();

    private record Key(ScheduleId schedule, Draw draw) {}

    /** Empty until the room's round has been drawn. */
    public Optional<DrawnOrder> of(Room room) {
        return room.draw().map(draw -> of(room.schedule(), draw));
    }

    DrawnOrder of(ScheduleId schedule, Draw draw) {
        return orders.get(new Key(schedule, draw), key -> DrawnOrder.of(key.draw()));
    }
}
