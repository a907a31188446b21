package io.rowlock.command.waitingroom.draw;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the lists of those who were drawn are handed out.
 *
 * @param atOnce how many an instance hands out at a time
 * @param longest how long one may take; whoever reads more slowly is cut off, and others get their turn
 */
@ConfigurationProperties("rowlock.waiting-room.lists")
record ListSettings(int atOnce, Duration longest) {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    ListSettings {
        if (atOnce < 1 || atOnce > 100) {
            throw new IllegalArgumentException("rowlock.waiting-room.lists.at-once must be 1 to 100, was " + atOnce);
        }
        if (longest.compareTo(LEAST) < 0 || longest.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.waiting-room.lists.longest must be " + LEAST + " to " + MOST + ", was " + longest);
        }
    }
}
