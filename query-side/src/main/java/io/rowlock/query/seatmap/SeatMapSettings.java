package io.rowlock.query.seatmap;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How seat maps are shared between those who look at once.
 *
 * @param maxAge how old a map drawn from the rows may be for a caller who does not ask for their own writes
 * @param drawnEvery how old one drawn from a board may be
 * @param kept of how many schedules a board is kept; the one that nobody has looked at for the longest time goes
 * @param firstLookWaits how long those who look first wait for the board before they are shown the rows
 * @param fillPatience how long a board waits until it is told what comes in
 * @param mostCollected how many events of a schedule may come in while its board is filled, and how far its projection may be
 *     behind what the tail remembers
 * @param recheckEvery how long after the last time the boards are compared with the rows again
 * @param lookedAtFor how long after the last look a board is kept
 * @param changesKept how many changes of a schedule are kept for streams that come back
 * @param changesKeptFor how long they are kept
 * @param streams those who stay
 */
@ConfigurationProperties("rowlock.seatmap")
record SeatMapSettings(
        @DefaultValue("250ms") Duration maxAge,
        @DefaultValue("100ms") Duration drawnEvery,
        @DefaultValue("100") int kept,
        @DefaultValue("500ms") Duration firstLookWaits,
        @DefaultValue("10s") Duration fillPatience,
        @DefaultValue("50000") int mostCollected,
        @DefaultValue("30s") Duration recheckEvery,
        @DefaultValue("5m") Duration lookedAtFor,
        @DefaultValue("50000") int changesKept,
        @DefaultValue("60s") Duration changesKeptFor,
        @DefaultValue Streams streams) {
    SeatMapSettings {
        require("max-age", maxAge, Duration.ZERO, Duration.ofSeconds(10));
        require("drawn-every", drawnEvery, Duration.ZERO, Duration.ofSeconds(10));
        require("kept", kept, 1, 10_000);
        require("first-look-waits", firstLookWaits, Duration.ZERO, Duration.ofSeconds(10));
        require("fill-patience", fillPatience, Duration.ofMillis(100), Duration.ofMinutes(5));
        require("most-collected", mostCollected, 100, 10_000_000);
        require("recheck-every", recheckEvery, Duration.ofMillis(100), Duration.ofHours(1));
        require("looked-at-for", lookedAtFor, Duration.ofSeconds(1), Duration.ofDays(1));
        require("changes-kept", changesKept, 1, 10_000_000);
        require("changes-kept-for", changesKeptFor, Duration.ofSeconds(5), Duration.ofHours(1));
    }

    /** How long a map that looks the same need not be sent again: a stream can begin with its cursor until then, and after. */
    Duration knownFor() {
        return changesKeptFor.dividedBy(2);
    }

    /**
     * Those who stay and are told what changes.
     *
     * @param most how many an instance serves; each takes a connection, of which {@code server.tomcat.max-connections}
     *     must leave some for those who read
     * @param toldEvery how soon they learn of what has changed
     * @param toldAtLeastEvery how soon they do when most have not sent the last message yet: so one message with more in it
     *     takes the place of several when there are more streams than the machine can write to
     * @param aliveEvery how often a stream that is silent is tried, so that one whose client is gone is noticed
     * @param writeWithin a stream whose client takes longer to take a message is dropped; it can come back
     * @param resumeWithin how long a stream may wait for this instance to know what its client knows already
     * @param mostMissed how many changes a stream that comes back is told one by one; whoever missed more starts again, for a
     *     map is shorter
     * @param longest how long a stream lasts; then the client comes back, to whichever instance is there
     */
    record Streams(
            @DefaultValue("5000") int most,
            @DefaultValue("200ms") Duration toldEvery,
            @DefaultValue("400ms") Duration toldAtLeastEvery,
            @DefaultValue("15s") Duration aliveEvery,
            @DefaultValue("5s") Duration writeWithin,
            @DefaultValue("2s") Duration resumeWithin,
            @DefaultValue("5000") int mostMissed,
            @DefaultValue("1h") Duration longest) {
        Streams {
            require("streams.most", most, 0, 1_000_000);
            require("streams.told-every", toldEvery, Duration.ofMillis(10), Duration.ofSeconds(10));
            require("streams.told-at-least-every", toldAtLeastEvery, toldEvery, Duration.ofMinutes(1));
            require("streams.alive-every", aliveEvery, toldEvery, Duration.ofMinutes(5));
            require("streams.write-within", writeWithin, Duration.ofMillis(10), Duration.ofMinutes(1));
            require("streams.resume-within", resumeWithin, toldEvery, Duration.ofSeconds(30));
            require("streams.most-missed", mostMissed, 1, 1_000_000);
            require("streams.longest", longest, Duration.ofSeconds(1), Duration.ofDays(1));
        }
    }

    private static <T extends Comparable<T>> void require(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.seatmap." + name + " must be from " + least + " to " + most + ", was " + value);
        }
    }
}
