package io.rowlock.command.platform.commands;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How long a caller waits, how many are served at a time, and how often a lost race is run again. */
@ConfigurationProperties("rowlock.commands")
record CommandSettings(Duration answerWithin, int atOnce, int conflictRetries, Duration conflictPause) {
    CommandSettings {
        if (!answerWithin.isPositive() || !conflictPause.isPositive()) {
            throw new IllegalArgumentException("rowlock.commands durations must be positive");
        }
        if (atOnce < 1 || atOnce > 1_000) {
            throw new IllegalArgumentException("rowlock.commands.at-once must be 1 to 1000, was " + atOnce);
        }
        if (conflictRetries < 0 || conflictRetries > 1_000) {
            throw new IllegalArgumentException(
                    "rowlock.commands.conflict-retries must be 0 to 1000, was " + conflictRetries);
        }
    }
}
