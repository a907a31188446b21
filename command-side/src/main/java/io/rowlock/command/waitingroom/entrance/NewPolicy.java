package io.rowlock.command.waitingroom.entrance;

import io.rowlock.api.waitingroom.RoomPolicy;
import io.rowlock.api.waitingroom.WithoutRedis;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an operator wants people let in.
 *
 * <p>What comes after the message stays as it is where it is left out.
 *
 * @param message what those who wait are told; nothing, if it is left out
 */
record NewPolicy(
        @NotNull @Min(1) Integer admitPerSecond,
        @NotNull @Min(1) Integer maxActive,
        @NotNull Duration admissionFor,
        @NotNull Boolean paused,
        @Nullable @Size(max = RoomPolicy.LONGEST_MESSAGE) String message,
        @Nullable @Min(1) Long capacity,
        @Nullable Boolean followsHealth,
        @Nullable WithoutRedis withoutRedis,
        @Nullable Duration openAtMost) {
    RoomPolicy insteadOf(RoomPolicy before) {
        return new RoomPolicy(
                admitPerSecond,
                maxActive,
                admissionFor,
                paused,
                message == null || message.isBlank() ? null : message,
                Objects.requireNonNullElse(capacity, before.capacity()),
                Objects.requireNonNullElse(followsHealth, before.followsHealth()),
                Objects.requireNonNullElse(withoutRedis, before.withoutRedis()),
                Objects.requireNonNullElse(openAtMost, before.openAtMost()));
    }
}
