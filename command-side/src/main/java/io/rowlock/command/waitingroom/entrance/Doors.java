package io.rowlock.command.waitingroom.entrance;

import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.BUYER_BLOCKED;
import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.ROOM_NOT_FOUND;
import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.ROOM_OVER;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.catalogue.CancelledSchedules;
import io.rowlock.command.catalogue.SeatingPlans;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.RoomRefused;
import io.rowlock.command.waitingroom.room.Rooms;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Knows which rooms there are to wait in, and for whom. */
@Component
class Doors {
    private final Rooms rooms;
    private final SeatingPlans plans;
    private final CancelledSchedules cancelled;
    private final Clock clock;

    Doors(Rooms rooms, SeatingPlans plans, CancelledSchedules cancelled, Clock clock) {
        this.rooms = rooms;
        this.plans = plans;
        this.cancelled = cancelled;
        this.clock = clock;
    }

    /** @throws RoomRefused when there is none, or nothing to wait for any more */
    Room room(ScheduleId schedule) {
        var room = rooms.of(schedule).orElseThrow(() -> new RoomRefused(ROOM_NOT_FOUND));
        if (isOver(schedule)) {
            throw new RoomRefused(ROOM_OVER);
        }
        return room;
    }

    /** @throws RoomRefused also when this buyer may not wait there */
    Room roomFor(ScheduleId schedule, BuyerId buyer) {
        var room = room(schedule);
        if (room.blocked().contains(buyer)) {
            throw new RoomRefused(BUYER_BLOCKED);
        }
        return room;
    }

    /** Sales have closed, or the evening does not take place. */
    boolean isOver(ScheduleId schedule) {
        var salesAreOver = plans.of(schedule)
                .filter(terms -> clock.instant().isBefore(terms.salesCloseAt()))
                .isEmpty();
        return salesAreOver || cancelled.contain(schedule);
    }
}
