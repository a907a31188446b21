package io.rowlock.query.seatmap;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How counts of free seats are shared between those who look at once.
 *
 * @param maxAge how old a count may be for a caller who does not ask for their own writes
 * @param kept of how many schedules the last count is kept
 * @param countedAtOnce how many callers may have seats counted at once; others wait, without a connection
 */
@ConfigurationProperties("rowlock.free-seats")
record TakenSeatsSettings(
        @DefaultValue("1s") Duration maxAge,
        @DefaultValue("10000") int kept,
        @DefaultValue("2") int countedAtOnce) {
    private static final Duration OLDEST = Duration.ofMinutes(1);
    private static final int MOST = 1_000_000;
    private static final int MOST_AT_ONCE = 64;

    TakenSeatsSettings {
        if (maxAge.isNegative() || maxAge.compareTo(OLDEST) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.free-seats.max-age must be from 0 to " + OLDEST + ", was " + maxAge);
        }
        if (kept < 1 || kept > MOST) {
            throw new IllegalArgumentException("rowlock.free-seats.kept must be from 1 to " + MOST + ", was " + kept);
        }
        if (countedAtOnce < 1 || countedAtOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "rowlock.free-seats.counted-at-once must be from 1 to " + MOST_AT_ONCE + ", was " + countedAtOnce);
        }
    }
}
