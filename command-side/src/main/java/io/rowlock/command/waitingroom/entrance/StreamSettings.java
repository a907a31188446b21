package io.rowlock.command.waitingroom.entrance;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How those who stay on the line are told.
 *
 * @param most how many streams an instance serves
 * @param toldEvery how soon they learn of what has changed
 * @param seenEvery how often Redis is told that they are still there, and asked where they stand
 * @param aliveEvery how often a line that is silent is tried, so that one whose client is gone is noticed
 * @param longest how long a stream lasts; then the client begins anew, with an access token that still counts
 */
@ConfigurationProperties("rowlock.waiting-room.streams")
record StreamSettings(int most, Duration toldEvery, Duration seenEvery, Duration aliveEvery, Duration longest) {
    StreamSettings {
        if (most < 1 || most > 1_000_000) {
            throw new IllegalArgumentException("rowlock.waiting-room.streams.most must be 1 to 1000000, was " + most);
        }
        mustBeBetween("told-every", toldEvery, Duration.ofMillis(10), Duration.ofSeconds(10));
        mustBeBetween("seen-every", seenEvery, toldEvery, Duration.ofMinutes(1));
        mustBeBetween("alive-every", aliveEvery, toldEvery, Duration.ofMinutes(5));
        mustBeBetween("longest", longest, Duration.ofSeconds(1), Duration.ofHours(24));
    }

    private static void mustBeBetween(String name, Duration time, Duration least, Duration most) {
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.waiting-room.streams." + name + " must be " + least + " to " + most + ", was " + time);
        }
    }
}
