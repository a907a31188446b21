package io.rowlock.command.waitingroom.room;

import io.rowlock.api.waitingroom.RoomPolicy;
import io.rowlock.api.waitingroom.WithoutRedis;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How a room admits until an operator says otherwise. */
@ConfigurationProperties("rowlock.waiting-room.policy")
record PolicyDefaults(
        int admitPerSecond,
        int maxActive,
        Duration admissionFor,
        long capacity,
        boolean followsHealth,
        WithoutRedis withoutRedis,
        Duration openAtMost) {
    PolicyDefaults {
        // What cannot be a policy is refused when the app starts, not when the first evening is put on sale.
        var _ = new RoomPolicy(
                admitPerSecond,
                maxActive,
                admissionFor,
                false,
                null,
                capacity,
                followsHealth,
                withoutRedis,
                openAtMost);
    }

    /** What an operator could not ask for is not given to anybody unasked. */
    void mustBeWithin(PolicyBounds bounds) {
        if (admitPerSecond > bounds.mostAdmitPerSecond()
                || maxActive > bounds.mostActive()
                || admissionFor.compareTo(PolicyBounds.SHORTEST_ADMISSION) < 0
                || admissionFor.toNanosPart() != 0
                || admissionFor.compareTo(bounds.longestAdmission()) > 0
                || capacity > bounds.mostCapacity()
                || openAtMost.compareTo(bounds.longestOpen()) > 0) {
            throw new IllegalArgumentException("rowlock.waiting-room.policy must be within "
                    + "rowlock.waiting-room.bounds, and admission-for whole seconds, at least "
                    + PolicyBounds.SHORTEST_ADMISSION + "; was " + this + " with " + bounds);
        }
    }

    RoomPolicy asPolicy() {
        return new RoomPolicy(
                admitPerSecond,
                maxActive,
                admissionFor,
                false,
                null,
                capacity,
                followsHealth,
                withoutRedis,
                openAtMost);
    }
}
