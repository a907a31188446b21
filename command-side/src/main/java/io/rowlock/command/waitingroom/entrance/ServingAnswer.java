package io.rowlock.command.waitingroom.entrance;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.waitingroom.queue.Serving;
import io.rowlock.command.waitingroom.room.Room;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a room has come, the same for everybody.
 *
 * @param serving how many positions have had their turn
 * @param first how many come before all positions, because they have priority or missed their turn and came back: whoever waits
 *     with {@code position} has {@code position - 1 - serving + first} ahead
 * @param admitPerSecond how many are admitted at most, as the operator allows
 * @param admittedPerSecond how many were, as measured lately; nothing while that is not known
 */
record ServingAnswer(
        ScheduleId scheduleId,
        long serving,
        long first,
        long waiting,
        int admitPerSecond,
        @Nullable Double admittedPerSecond,
        boolean paused,
        boolean closed,
        @Nullable String message,
        Instant opensAt,
        int round,
        Instant asOf) {
    /** For a room that is closed, and whose order is not there any more. */
    static ServingAnswer ofNobody(Room room, Instant now) {
        return new ServingAnswer(
                room.schedule(),
                0,
                0,
                0,
                room.policy().admitPerSecond(),
                null,
                room.policy().paused(),
                room.closed(),
                room.policy().message(),
                room.opensAt(),
                room.round(),
                now);
    }

    static ServingAnswer of(Room room, Serving serving) {
        var measured = serving.admittedPerSecond();
        return new ServingAnswer(
                room.schedule(),
                serving.serving(),
                serving.first(),
                serving.waiting(),
                room.policy().admitPerSecond(),
                measured.isPresent() ? measured.getAsDouble() : null,
                room.policy().paused(),
                room.closed(),
                room.policy().message(),
                room.opensAt(),
                room.round(),
                serving.asOf());
    }
}
