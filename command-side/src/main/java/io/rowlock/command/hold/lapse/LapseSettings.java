package io.rowlock.command.hold.lapse;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How lapses are found and announced.
 *
 * @param sweepEvery how often holds are looked for whose time is up
 * @param sweepAtMost how many of them are taken at a time
 * @param atOnce how many of those are announced side by side
 * @param leasedFor how long the other instances leave to this one what it has taken
 * @param measureEvery how often open holds are counted
 * @param segments how many parts the log is dealt out to by those who keep the list of open holds
 * @param batchSize how many events they take at a time
 */
@ConfigurationProperties("rowlock.lapse")
record LapseSettings(
        Duration sweepEvery,
        int sweepAtMost,
        int atOnce,
        Duration leasedFor,
        Duration measureEvery,
        int segments,
        int batchSize) {
    private static final Duration MOST_OFTEN = Duration.ofMillis(10);
    private static final Duration LEAST_OFTEN = Duration.ofHours(1);

    LapseSettings {
        mustBeBetween("sweep-every", sweepEvery);
        mustBeBetween("leased-for", leasedFor);
        mustBeBetween("measure-every", measureEvery);
        if (sweepAtMost < 1 || sweepAtMost > 10_000) {
            throw new IllegalArgumentException("rowlock.lapse.sweep-at-most must be 1 to 10000, was " + sweepAtMost);
        }
        if (atOnce < 1 || atOnce > 64) {
            throw new IllegalArgumentException("rowlock.lapse.at-once must be 1 to 64, was " + atOnce);
        }
    }

    private static void mustBeBetween(String name, Duration time) {
        if (time.compareTo(MOST_OFTEN) < 0 || time.compareTo(LEAST_OFTEN) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.lapse." + name + " must be " + MOST_OFTEN + " to " + LEAST_OFTEN + ", was " + time);
        }
    }
}
