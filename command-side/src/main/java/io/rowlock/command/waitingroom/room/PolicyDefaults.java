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
