package io.rowlock.query.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the end of the topic is listened to.
 *
 * @param remembered how many records are kept for those who begin to listen
 * @param rememberedFor how long they are kept; a projection that is further behind has to catch up first
 * @param pollFor how long one wait for records lasts, and so how long the tail takes to notice that it is to stop
 * @param lookEvery how often it looks whether the topic has more partitions, and whether the broker is back
 */
@ConfigurationProperties("rowlock.feed.tail")
record TailSettings(
        @DefaultValue("20000") int remembered,
        @DefaultValue("30s") Duration rememberedFor,
        @DefaultValue("100ms") Duration pollFor,
        @DefaultValue("1s") Duration lookEvery) {
    TailSettings {
        if (remembered < 0 || remembered > 1_000_000) {
            throw new IllegalArgumentException(
                    "rowlock.feed.tail.remembered must be from 0 to 1000000, was " + remembered);
        }
        require("remembered-for", rememberedFor, Duration.ofSeconds(1), Duration.ofMinutes(10));
        require("poll-for", pollFor, Duration.ofMillis(1), Duration.ofSeconds(5));
        require("look-every", lookEvery, Duration.ofMillis(100), Duration.ofMinutes(1));
    }

    private static void require(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.feed.tail." + name + " must be from " + least + " to " + most + ", was " + value);
        }
    }
}
