package io.rowlock.command.waitingroom.entrance;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often those who wait may ask where they are.
 *
 * @param shortest told to those who come next; whole seconds
 * @param longest told to those who are farthest away; whole seconds
 * @param placesPerStep for each so many places ahead, the shortest time more
 * @param partOfTheTime before the opening, this part of the time that is left: a tenth is 10
 * @param tolerance how much sooner nobody is blamed for; clocks tick and lines jitter
 */
@ConfigurationProperties("rowlock.waiting-room.polls")
record PollSettings(Duration shortest, Duration longest, int placesPerStep, int partOfTheTime, Duration tolerance) {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(10);

    PollSettings {
        if (shortest.compareTo(LEAST) < 0 || longest.compareTo(shortest) < 0 || longest.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("rowlock.waiting-room.polls: shortest must be at least " + LEAST
                    + ", longest no less and at most " + MOST + ", were " + shortest + " and " + longest);
        }
        if (shortest.toNanosPart() != 0 || longest.toNanosPart() != 0) {
            throw new IllegalArgumentException("rowlock.waiting-room.polls: callers are told whole seconds");
        }
        if (placesPerStep < 1 || partOfTheTime < 1) {
            throw new IllegalArgumentException(
                    "rowlock.waiting-room.polls: places-per-step and part-of-the-time must be at least 1");
        }
        if (tolerance.isNegative() || tolerance.compareTo(shortest) >= 0) {
            throw new IllegalArgumentException(
                    "rowlock.waiting-room.polls.tolerance must be from 0 to less than shortest, was " + tolerance);
        }
    }
}
