package io.rowlock.command.platform.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How many pieces of work are done at a time, how soon they begin, and how long they pause between attempts. */
@ConfigurationProperties("rowlock.jobs")
record JobSettings(
        int threads,
        Duration pollEvery,
        Duration heartbeatEvery,
        Duration firstPause,
        Duration longestPause,
        Duration stopWithin) {
    JobSettings {
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("rowlock.jobs.threads must be 1 to 256, was " + threads);
        }
        if (!pollEvery.isPositive() || !firstPause.isPositive() || !stopWithin.isPositive()) {
            throw new IllegalArgumentException("rowlock.jobs durations must be positive");
        }
        if (heartbeatEvery.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException(
                    "rowlock.jobs.heartbeat-every must be at least 100ms, was " + heartbeatEvery);
        }
        if (longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "rowlock.jobs.longest-pause must not be shorter than first-pause, was " + longestPause);
        }
    }

    /** Doubled after each attempt, up to the bound. */
    Duration pauseAfter(int attempts) {
        var doublings = Math.min(attempts, 30);
        var pause = firstPause.multipliedBy(1L << doublings);
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
