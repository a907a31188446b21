package io.rowlock.command.cancellation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How evenings are wound up.
 *
 * @param atOnce how many buyers are seen to side by side
 * @param pageSize how many buyers are looked up at a time
 * @param lateHolds how long after the cancellation a hold may still turn up that had been under way
 * @param batchSize how many events are followed at a time
 */
@ConfigurationProperties("rowlock.cancellation")
record CancellationSettings(int atOnce, int pageSize, Duration lateHolds, int batchSize) {
    CancellationSettings {
        if (atOnce < 1 || atOnce > 64) {
            throw new IllegalArgumentException("rowlock.cancellation.at-once must be 1 to 64, was " + atOnce);
        }
        if (pageSize < 1 || pageSize > 10_000) {
            throw new IllegalArgumentException("rowlock.cancellation.page-size must be 1 to 10000, was " + pageSize);
        }
        if (!lateHolds.isPositive()) {
            throw new IllegalArgumentException("rowlock.cancellation.late-holds must be positive, was " + lateHolds);
        }
    }
}
