package io.rowlock.command.waitingroom.room;

import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.api.waitingroom.RoomEvent.OpenedEarly;
import io.rowlock.api.waitingroom.RoomEvent.RoomClosed;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Keeps the list of evenings that people wait for. */
@Component
@ProcessingGroup(RoomConfiguration.GROUP)
class ActiveRoomsFollower {
    private final ActiveRooms active;

    ActiveRoomsFollower(ActiveRooms active) {
        this.active = active;
    }

    @EventHandler
    void on(ScheduleOpened event) {
        if (event.terms().gated()) {
            active.write(
                    event.scheduleId(),
                    event.terms().salesOpenAt(),
                    event.terms().salesCloseAt());
        }
    }

    @EventHandler
    void on(OpenedEarly event) {
        active.open(event.roomId().schedule(), event.opensAt());
    }

    @EventHandler
    void on(ScheduleCancelled event, @Timestamp Instant at) {
        active.end(event.scheduleId(), at);
    }

    @EventHandler
    void on(RoomClosed event, @Timestamp Instant at) {
        active.end(event.roomId().schedule(), at);
    }
}
