package io.rowlock.command.publishing;

import java.time.Duration;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * The topic, which must be there before anything is sent to it.
 *
 * <p>It is made when the app starts; but the broker may have been away just then. A broker that makes topics by itself
 * would choose its own number of partitions, and raising that number later moves streams from one partition to another,
 * out of their order.
 */
final class FeedTopic {
    private final KafkaAdmin admin;
    private volatile boolean there;

    FeedTopic(KafkaAdmin admin) {
        this.admin = admin;
    }

    /** Asks until the broker answers, for as long as patience lasts; once it is there, this costs nothing. */
    boolean isThereWithin(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!there && System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
            // Each asking takes its time: spring.kafka.admin.operation-timeout.
            there = admin.initialize();
        }
        return there;
    }
}
