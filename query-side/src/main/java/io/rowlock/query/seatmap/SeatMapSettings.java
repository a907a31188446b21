package io.rowlock.query.seatmap;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How seat maps are shared between those who look at once.
 *
 * @param maxAge how old a drawn map may be for a caller who does not ask for their own writes
 * @param kept of how many schedules the last map is kept
 */
@ConfigurationProperties("rowlock.seatmap")
record SeatMapSettings(
        @DefaultValue("250ms") Duration maxAge,
        @DefaultValue("100") int kept) {
    private static final Duration OLDEST = Duration.ofSeconds(10);
    private static final int MOST = 10_000;

    SeatMapSettings {
        if (maxAge.isNegative() || maxAge.compareTo(OLDEST) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.seatmap.max-age must be from 0 to " + OLDEST + ", was " + maxAge);
        }
        if (kept < 1 || kept > MOST) {
            throw new IllegalArgumentException("rowlock.seatmap.kept must be from 1 to " + MOST + ", was " + kept);
        }
    }
}
