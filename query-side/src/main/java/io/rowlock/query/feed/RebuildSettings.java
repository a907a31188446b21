package io.rowlock.query.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How projections are rebuilt beside the live ones.
 *
 * @param threads how many parts of the streams are folded at once
 * @param chunk how many events a thread folds before it writes their rows
 * @param parked how many events of streams that cannot be folded may be kept in memory
 * @param closeBy how many records may be missing when switching is begun
 * @param patience how long the broker may bring nothing, though there is more, before the rebuild is given up
 * @param lockWithin how long the switch waits for those who read or write a table, who are held up as long; then they go
 *     first and it is tried again
 * @param switchWithin how long the projections may be held up while the last events are caught up with
 * @param tries how often the switch is tried
 * @param told how many differences and refusals are named
 */
@ConfigurationProperties("rowlock.rebuild")
record RebuildSettings(
        @DefaultValue("2") int threads,
        @DefaultValue("10000") int chunk,
        @DefaultValue("100000") int parked,
        @DefaultValue("1000") int closeBy,
        @DefaultValue("60s") Duration patience,
        @DefaultValue("300ms") Duration lockWithin,
        @DefaultValue("2s") Duration switchWithin,
        @DefaultValue("50") int tries,
        @DefaultValue("20") int told) {
    RebuildSettings {
        require("threads", threads, 1, 16);
        require("chunk", chunk, 100, 100_000);
        require("parked", parked, 1, 10_000_000);
        require("close-by", closeBy, 1, 1_000_000);
        require("patience", patience, Duration.ofSeconds(1), Duration.ofMinutes(10));
        require("lock-within", lockWithin, Duration.ofMillis(10), Duration.ofSeconds(5));
        require("switch-within", switchWithin, Duration.ofMillis(100), Duration.ofSeconds(10));
        require("tries", tries, 1, 1_000);
        require("told", told, 1, 1_000);
    }

    private static <T extends Comparable<T>> void require(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.rebuild." + name + " must be from " + least + " to " + most + ", was " + value);
        }
    }
}
