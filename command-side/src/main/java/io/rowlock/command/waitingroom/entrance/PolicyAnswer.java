package io.rowlock.command.waitingroom.entrance;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.waitingroom.WithoutRedis;
import io.rowlock.command.waitingroom.room.Room;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a room admits, and how it stands with it, for its operators.
 *
 * @param round counts from 1; each loss of the order begins another
 */
record PolicyAnswer(
        ScheduleId scheduleId,
        int admitPerSecond,
        int maxActive,
        Duration admissionFor,
        boolean paused,
        @Nullable String message,
        long capacity,
        boolean followsHealth,
        WithoutRedis withoutRedis,
        Duration openAtMost,
        Instant opensAt,
        int round,
        boolean closed) {
    static PolicyAnswer of(Room room) {
        var policy = room.policy();
        return new PolicyAnswer(
                room.schedule(),
                policy.admitPerSecond(),
                policy.maxActive(),
                policy.admissionFor(),
                policy.paused(),
                policy.message(),
                policy.capacity(),
                policy.followsHealth(),
                policy.withoutRedis(),
                policy.openAtMost(),
                room.opensAt(),
                room.round(),
                room.closed());
    }
}
