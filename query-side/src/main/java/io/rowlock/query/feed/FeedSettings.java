package io.rowlock.query.feed;

import io.rowlock.api.feed.EventFeed;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the feed is followed.
 *
 * @param instance this process among those that share the tables; two must never be called the same
 * @param batchSize how many events share a transaction
 * @param segments how many parts a group's streams are divided into when it is first started; each part is followed in
 *     order, and different instances can take different parts
 * @param threads how many parts of a group this instance works on at once
 * @param bufferedEvents how many fetched events may wait for a group
 * @param gatherFor how long a group that was told of a few events leaves the next to come together, for each batch costs a
 *     transaction
 * @param claimTimeout after how long a part whose follower is silent may be taken by another
 * @param claimEvery how often unclaimed parts are looked for, and a failed one tried again at the earliest
 * @param brokerTimeout how long the broker may take to answer a question
 * @param headEvery how often the end of the topic is asked for
 * @param readyWithin how far a group may be behind in time while this instance takes requests
 * @param progressEvery how often the progress of a rebuild is written to the log
 */
@ConfigurationProperties("rowlock.feed")
record FeedSettings(
        @DefaultValue(EventFeed.TOPIC) String topic,
        String instance,
        @DefaultValue("200") int batchSize,
        @DefaultValue("4") int segments,
        @DefaultValue("2") int threads,
        @DefaultValue("1000") int bufferedEvents,
        @DefaultValue("20ms") Duration gatherFor,
        @DefaultValue("10s") Duration claimTimeout,
        @DefaultValue("1s") Duration claimEvery,
        @DefaultValue("5s") Duration brokerTimeout,
        @DefaultValue("1s") Duration headEvery,
        @DefaultValue("30s") Duration readyWithin,
        @DefaultValue("2s") Duration progressEvery,
        @DefaultValue DeadLetters deadLetters,
        @DefaultValue AtLeast atLeast) {
    private static final Duration DAY = Duration.ofDays(1);

    FeedSettings {
        requireText("topic", topic);
        requireText("instance", instance);
        require("batch-size", batchSize, 1, 10_000);
        require("segments", segments, 1, 256);
        require("threads", threads, 1, 64);
        require("buffered-events", bufferedEvents, 1, 100_000);
        require("gather-for", gatherFor, Duration.ZERO, Duration.ofSeconds(1));
        require("claim-timeout", claimTimeout, Duration.ofSeconds(2), Duration.ofMinutes(10));
        require("claim-every", claimEvery, Duration.ofMillis(100), Duration.ofMinutes(1));
        require("broker-timeout", brokerTimeout, Duration.ofMillis(100), Duration.ofMinutes(1));
        require("head-every", headEvery, Duration.ofMillis(100), Duration.ofMinutes(1));
        require("ready-within", readyWithin, Duration.ofSeconds(1), DAY);
        require("progress-every", progressEvery, Duration.ofMillis(100), Duration.ofMinutes(10));
    }

    /** Well before the claim is lost. */
    Duration extendClaimEvery() {
        return claimTimeout.dividedBy(4);
    }

    /**
     * Events that could not be projected.
     *
     * @param streams how many streams of a group may be stopped at once before the whole group stops
     * @param perStream how many events may wait in a stopped stream before the whole group stops
     * @param retryEvery how often those that are due are tried again
     * @param pause how long a stream is left alone after a failed try
     * @param streamsPerRound how many streams of a group are tried in one go
     */
    record DeadLetters(
            @DefaultValue("1000") int streams,
            @DefaultValue("1000") int perStream,
            @DefaultValue("5s") Duration retryEvery,
            @DefaultValue("30s") Duration pause,
            @DefaultValue("20") int streamsPerRound) {
        DeadLetters {
            require("dead-letters.streams", streams, 1, 100_000);
            require("dead-letters.per-stream", perStream, 1, 100_000);
            require("dead-letters.retry-every", retryEvery, Duration.ofMillis(100), DAY);
            require("dead-letters.pause", pause, Duration.ofMillis(100), DAY);
            require("dead-letters.streams-per-round", streamsPerRound, 1, 1_000);
        }
    }

    /**
     * Reads that ask to see what the caller wrote.
     *
     * @param patience how long such a read waits
     * @param readers how many may wait at once
     * @param lookEvery how often a waiting read looks by itself: another instance's commits send no signal
     */
    record AtLeast(
            @DefaultValue("2s") Duration patience,
            @DefaultValue("500") int readers,
            @DefaultValue("100ms") Duration lookEvery) {
        AtLeast {
            require("at-least.patience", patience, Duration.ofMillis(1), Duration.ofSeconds(30));
            require("at-least.readers", readers, 1, 10_000);
            require("at-least.look-every", lookEvery, Duration.ofMillis(5), Duration.ofSeconds(5));
        }
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("rowlock.feed." + name + " must not be blank");
        }
    }

    private static <T extends Comparable<T>> void require(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.feed." + name + " must be from " + least + " to " + most + ", was " + value);
        }
    }
}
