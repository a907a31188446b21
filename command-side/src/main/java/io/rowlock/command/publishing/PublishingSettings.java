package io.rowlock.command.publishing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How the log is put on the topic, and what the topic is made like where it does not exist yet. */
@ConfigurationProperties("rowlock.publishing")
record PublishingSettings(int segments, int batchSize, Duration acknowledgedWithin, int partitions, short replicas) {
    PublishingSettings {
        if (!acknowledgedWithin.isPositive()) {
            throw new IllegalArgumentException("rowlock.publishing.acknowledged-within must be positive");
        }
        if (partitions < 1 || partitions > 1_000) {
            throw new IllegalArgumentException("rowlock.publishing.partitions must be 1 to 1000, was " + partitions);
        }
        if (replicas < 1) {
            throw new IllegalArgumentException("rowlock.publishing.replicas must be at least 1, was " + replicas);
        }
    }
}
