package io.rowlock.command.waitingroom.left;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How what is left is counted.
 *
 * @param countEvery how old a count may be
 * @param cached how many evenings are remembered at a time
 * @param segments how many parts the log is dealt out to by those who follow seats
 * @param batchSize how many events they take at a time
 * @param keptFor how long after it is over an evening's seats are remembered; some may still be returned
 * @param sweepEvery how often those of older ones are thrown away
 */
@ConfigurationProperties("rowlock.waiting-room.left")
record LeftSettings(
        Duration countEvery, int cached, int segments, int batchSize, Duration keptFor, Duration sweepEvery) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MOST_OFTEN = Duration.ofMillis(100);
    private static final Duration LEAST_OFTEN = Duration.ofMinutes(1);

    LeftSettings {
        if (countEvery.compareTo(MOST_OFTEN) < 0 || countEvery.compareTo(LEAST_OFTEN) > 0) {
            throw new IllegalArgumentException("rowlock.waiting-room.left.count-every must be " + MOST_OFTEN + " to "
                    + LEAST_OFTEN + ", was " + countEvery);
        }
        if (!keptFor.isPositive() || sweepEvery.compareTo(SECOND) < 0) {
            throw new IllegalArgumentException("rowlock.waiting-room.left: kept-for must be positive, sweep-every at "
                    + "least " + SECOND + ", were " + keptFor + " and " + sweepEvery);
        }
        if (cached < 1 || cached > 100_000) {
            throw new IllegalArgumentException("rowlock.waiting-room.left.cached must be 1 to 100000, was " + cached);
        }
    }
}
