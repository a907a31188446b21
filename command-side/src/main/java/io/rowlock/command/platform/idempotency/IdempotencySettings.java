package io.rowlock.command.platform.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long answers are remembered.
 *
 * @param rememberedFor how long the same key gets the same answer
 * @param takenOverAfter how long a request may be in flight before its instance is taken for dead; more than any request
 *     can last and instances' clocks differ, or it is carried out twice
 * @param largestAnswer a larger one is not remembered
 * @param sweepEvery how often old answers are deleted
 * @param sweepAtMost how many at a time
 */
@ConfigurationProperties("rowlock.idempotency")
record IdempotencySettings(
        @DefaultValue("24h") Duration rememberedFor,
        @DefaultValue("60s") Duration takenOverAfter,
        @DefaultValue("64KB") DataSize largestAnswer,
        @DefaultValue("1m") Duration sweepEvery,
        @DefaultValue("10000") int sweepAtMost) {
    IdempotencySettings {
        require("remembered-for", rememberedFor, Duration.ofSeconds(1), Duration.ofDays(7));
        require("taken-over-after", takenOverAfter, Duration.ofSeconds(1), Duration.ofHours(1));
        require("largest-answer", largestAnswer, DataSize.ofKilobytes(1), DataSize.ofMegabytes(1));
        require("sweep-every", sweepEvery, Duration.ofSeconds(1), Duration.ofHours(1));
        require("sweep-at-most", sweepAtMost, 1, 1_000_000);
    }

    private static <T extends Comparable<T>> void require(String what, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.idempotency.%s must be from %s to %s, was %s".formatted(what, least, most, value));
        }
    }
}
