package io.rowlock.command.platform.eventstore;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The bounds of the log: how much is read at once, how long a writer may take, how much is remembered. */
@ConfigurationProperties("rowlock.event-store")
record EventStoreSettings(
        int batchSize,
        Duration fetchDelay,
        Duration gatherFor,
        Duration claimTimeout,
        Duration claimEvery,
        Duration gapTimeout,
        Duration transactionLimit,
        int aggregatesCached,
        Duration cachedFor) {
    EventStoreSettings {
        if (batchSize < 1 || batchSize > 10_000) {
            throw new IllegalArgumentException("rowlock.event-store.batch-size must be 1 to 10000, was " + batchSize);
        }
        mustBeAtMost("fetch-delay", fetchDelay, Duration.ofSeconds(10));
        mustBeAtMost("cached-for", cachedFor, Duration.ofHours(1));
        mustBeAtMost("transaction-limit", transactionLimit, Duration.ofHours(1));
        mustBeAtMost("claim-every", claimEvery, Duration.ofMinutes(1));
        mustBeAtMost("claim-timeout", claimTimeout, Duration.ofHours(1));
        mustBeAtMost("gap-timeout", gapTimeout, Duration.ofDays(1));
        if (gatherFor.isNegative() || gatherFor.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("rowlock.event-store.gather-for must be 0 to 1 s, was " + gatherFor);
        }
        if (claimTimeout.compareTo(claimEvery.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException(
                    "rowlock.event-store.claim-timeout must be at least three times claim-every,"
                            + " or a follower loses its place while it works; they were " + claimTimeout + " and "
                            + claimEvery);
        }
        if (gapTimeout.compareTo(transactionLimit.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "rowlock.event-store.gap-timeout must be at least twice transaction-limit, or a slow transaction's"
                            + " events are skipped by those who follow the log; it was " + gapTimeout);
        }
        if (aggregatesCached < 0 || aggregatesCached > 10_000_000) {
            throw new IllegalArgumentException(
                    "rowlock.event-store.aggregates-cached must be 0 to 10000000, was " + aggregatesCached);
        }
    }

    private static void mustBeAtMost(String name, Duration value, Duration most) {
        if (!value.isPositive() || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.event-store." + name + " must be more than 0 and at most " + most + ", was " + value);
        }
    }
}
