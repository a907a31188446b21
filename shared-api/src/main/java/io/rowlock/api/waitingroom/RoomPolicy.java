package io.rowlock.api.waitingroom;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an operator lets people in.
 *
 * @param admitPerSecond how many are admitted in a second at most
 * @param maxActive how many may be admitted at a time
 * @param admissionFor how long an admission lasts
 * @param paused whether nobody is admitted for the time being
 * @param message what those who wait are told, if anything
 * @param capacity how many places there are; whoever comes when all are taken is turned away
 * @param followsHealth whether fewer are admitted while the command side is slow or overloaded
 * @param withoutRedis what the gate does while it cannot ask about an admission
 * @param openAtMost for how long it may believe signatures alone, where it does
 */
public record RoomPolicy(
        int admitPerSecond,
        int maxActive,
        Duration admissionFor,
        boolean paused,
        @Nullable String message,
        long capacity,
        boolean followsHealth,
        WithoutRedis withoutRedis,
        Duration openAtMost) {
    /** Sent to everybody who waits, so it is short. */
    public static final int LONGEST_MESSAGE = 500;

    public RoomPolicy {
        if (admitPerSecond < 1) {
            throw new IllegalArgumentException("A room admits at least one a second; to admit nobody, it is paused");
        }
        if (maxActive < 1) {
            throw new IllegalArgumentException("At least one must be allowed in at a time");
        }
        if (!admissionFor.isPositive()) {
            throw new IllegalArgumentException("An admission must last some time");
        }
        if (message != null && (message.isBlank() || message.length() > LONGEST_MESSAGE)) {
            throw new IllegalArgumentException("A message has 1 to " + LONGEST_MESSAGE + " characters");
        }
        if (capacity < 1) {
            throw new IllegalArgumentException("A room needs at least one place");
        }
        if (openAtMost.isNegative()) {
            throw new IllegalArgumentException("No gate is open for less than no time");
        }
    }
}
