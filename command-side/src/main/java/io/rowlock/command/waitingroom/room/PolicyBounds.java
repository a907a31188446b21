package io.rowlock.command.waitingroom.room;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What operators may ask of a room at most: more than this house could carry is a slip of the finger. */
@ConfigurationProperties("rowlock.waiting-room.bounds")
public record PolicyBounds(
        int mostAdmitPerSecond, int mostActive, Duration longestAdmission, long mostCapacity, Duration longestOpen) {
    /** Shorter ones end before anybody has chosen a seat. */
    public static final Duration SHORTEST_ADMISSION = Duration.ofSeconds(10);

    private static final Duration MOST = Duration.ofDays(7);

    public PolicyBounds {
        if (mostAdmitPerSecond < 1 || mostActive < 1 || mostCapacity < 1) {
            throw new IllegalArgumentException("rowlock.waiting-room.bounds must be at least 1");
        }
        if (longestAdmission.compareTo(SHORTEST_ADMISSION) < 0 || longestAdmission.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("rowlock.waiting-room.bounds.longest-admission must be "
                    + SHORTEST_ADMISSION + " to " + MOST + ", was " + longestAdmission);
        }
        if (!longestOpen.isPositive() || longestOpen.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("rowlock.waiting-room.bounds.longest-open must be positive and at most "
                    + MOST + ", was " + longestOpen);
        }
    }

    /** Whatever remembers admissions must do so for longer than any of them lasts. */
    public void mustBeOutlastedBy(String setting, Duration time) {
        if (time.compareTo(longestAdmission) <= 0) {
            throw new IllegalArgumentException(setting + " must be longer than "
                    + "rowlock.waiting-room.bounds.longest-admission, " + longestAdmission + ", was " + time);
        }
    }
}
