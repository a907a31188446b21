package io.rowlock.command.waitingroom.entrance;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What operators may ask of a room at most: more than this house could carry is a slip of the finger. */
@ConfigurationProperties("rowlock.waiting-room.bounds")
record PolicyBounds(
        int mostAdmitPerSecond, int mostActive, Duration longestAdmission, long mostCapacity, Duration longestOpen) {
    PolicyBounds {
        if (mostAdmitPerSecond < 1 || mostActive < 1 || mostCapacity < 1) {
            throw new IllegalArgumentException("rowlock.waiting-room.bounds must be at least 1");
        }
        if (!longestAdmission.isPositive() || !longestOpen.isPositive()) {
            throw new IllegalArgumentException("rowlock.waiting-room.bounds durations must be positive");
        }
    }
}
