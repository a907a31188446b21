package io.rowlock.command.waitingroom.entrance;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.waitingroom.WithoutRedis;
import io.rowlock.command.waitingroom.gate.GateWithoutRedis;
import io.rowlock.command.waitingroom.room.Room;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a room admits, and how it stands with it, for its operators.
 *
 * @param round counts from 1; each loss of the order begins another
 * @param pace the part of the rate that the health of the house allows now, from just above 0 to 1
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
        boolean closed,
        double pace,
        WithoutIt redis) {
    /**
     * How this instance gets along without Redis.
     *
     * @param awaySince since when it has had no answer; nothing while there is nothing to worry about
     * @param lettingInUntil until when its gate believes signatures alone; nothing where it does not
     */
    record WithoutIt(@Nullable Instant awaySince, @Nullable Instant lettingInUntil) {
        static WithoutIt of(GateWithoutRedis.State state) {
            return new WithoutIt(
                    state.awaySince().orElse(null), state.lettingInUntil().orElse(null));
        }
    }

    static PolicyAnswer of(Room room, double pace, GateWithoutRedis.State gate) {
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
                room.closed(),
                pace,
                WithoutIt.of(gate));
    }
}
