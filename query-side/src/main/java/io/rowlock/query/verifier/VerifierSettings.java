package io.rowlock.query.verifier;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the read model is compared with the log.
 *
 * @param log where the log is; without its address nothing is verified
 * @param grace how old an event must be before it is missed; more than the feed takes on a bad day
 * @param secondLook how long after a first look a difference is looked at again, before anybody is told of it
 * @param batch how many streams are read at once
 * @param tailPerSecond how many streams of new events are looked at in a second, at most
 * @param roundPerSecond how many streams of the round through everything are looked at in a second, at most
 * @param lookEvery how often a tail that has been looked at is looked at for more
 * @param standsStillAfter how long a group may have events to follow and not move
 * @param mostDoubts how many differences may wait for their second look; the round finds again what finds no room
 * @param mostFindings how many findings are kept of those that are open, and as many of those that are settled
 * @param longestStream how many events of one stream are folded at most; longer ones are left out and counted
 * @param topicRecords how many records of the topic are looked through for one event
 * @param publisherPatience how old an event must be before it is said not to be on the topic, where nobody can read how far
 *     the publisher has come; more than the publisher waits for the broker, and then before it tries again
 * @param countEvery how often open findings are counted for the metric
 * @param repair whether what differs is put right without an operator
 */
@ConfigurationProperties("rowlock.verifier")
record VerifierSettings(
        @DefaultValue Log log,
        @DefaultValue("20s") Duration grace,
        @DefaultValue("2s") Duration secondLook,
        @DefaultValue("100") int batch,
        @DefaultValue("1000") int tailPerSecond,
        @DefaultValue("200") int roundPerSecond,
        @DefaultValue("500ms") Duration lookEvery,
        @DefaultValue("30s") Duration standsStillAfter,
        @DefaultValue("1000") int mostDoubts,
        @DefaultValue("1000") int mostFindings,
        @DefaultValue("10000") int longestStream,
        @DefaultValue("50000") int topicRecords,
        @DefaultValue("3m") Duration publisherPatience,
        @DefaultValue("5s") Duration countEvery,
        @DefaultValue("false") boolean repair) {
    VerifierSettings {
        require("grace", grace, Duration.ofMillis(100), Duration.ofHours(1));
        require("second-look", secondLook, Duration.ofMillis(100), Duration.ofMinutes(10));
        require("batch", batch, 1, 1_000);
        require("tail-per-second", tailPerSecond, 1, 100_000);
        require("round-per-second", roundPerSecond, 1, 100_000);
        require("look-every", lookEvery, Duration.ofMillis(50), Duration.ofMinutes(1));
        require("stands-still-after", standsStillAfter, Duration.ofSeconds(1), Duration.ofHours(1));
        require("most-doubts", mostDoubts, 1, 100_000);
        require("most-findings", mostFindings, 1, 100_000);
        require("longest-stream", longestStream, 1, 1_000_000);
        require("count-every", countEvery, Duration.ofMillis(100), Duration.ofMinutes(10));
        require("publisher-patience", publisherPatience, Duration.ofSeconds(1), Duration.ofHours(24));
        require("topic-records", topicRecords, 1, 10_000_000);
    }

    /**
     * The command side's database; a user that may read the events and the places of those who follow them is
     * enough.
     *
     * @param url blank where there is none
     * @param connections at most at once
     * @param timeout how long a question may take
     */
    record Log(
            @DefaultValue("") String url,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @DefaultValue("2") int connections,
            @DefaultValue("10s") Duration timeout) {
        Log {
            require("log.connections", connections, 1, 10);
            require("log.timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(5));
        }

        boolean isKnown() {
            return !url.isBlank();
        }

        @Override
        public String toString() {
            return "Log[url=" + url + ", username=" + username + ", password=***]";
        }
    }

    private static <T extends Comparable<T>> void require(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.verifier." + name + " must be from " + least + " to " + most + ", was " + value);
        }
    }
}
