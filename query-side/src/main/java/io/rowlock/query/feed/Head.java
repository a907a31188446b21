package io.rowlock.query.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.axonframework.extensions.kafka.eventhandling.consumer.ConsumerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Where the topic begins and ends, asked for at a steady pace; unknown while the broker is away. */
@Component
class Head implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Head.class);

    private final FeedSettings settings;
    private final ConsumerFactory<String, byte[]> consumers;
    private final Feed feed;
    private volatile Optional<Map<Integer, Long>> ends = Optional.empty();
    private volatile boolean whole;
    private @Nullable Consumer<String, byte[]> asking;
    private boolean away;

    Head(FeedSettings settings, ConsumerFactory<String, byte[]> consumers, Feed feed) {
        this.settings = settings;
        this.consumers = consumers;
        this.feed = feed;
    }

    /** For each partition the offset that its next record will have. */
    Optional<Map<Integer, Long>> ends() {
        return ends;
    }

    /** Whether all that was ever written can still be read; not so while the broker is away. */
    boolean wholeLogIsThere() {
        return whole && ends.filter(known -> !known.isEmpty()).isPresent();
    }

    @Scheduled(fixedDelayString = "${rowlock.feed.head-every:1s}")
    synchronized void ask() {
        try {
            var found = asked();
            ends = Optional.of(found);
            feed.followPartitions(found.size());
            if (away) {
                LOG.info("The broker is back; {} has {} partitions", settings.topic(), found.size());
            }
            away = false;
        } catch (KafkaException e) {
            ends = Optional.empty();
            if (!away) {
                LOG.warn("The broker does not answer; what is shown stays as it is until it does: {}", e.toString());
            }
            away = true;
            destroy();
        }
    }

    private Map<Integer, Long> asked() {
        if (asking == null) {
            asking = consumers.createConsumer(null);
        }
        var partitions = asking.partitionsFor(settings.topic(), settings.brokerTimeout()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toSet());
        // It never reads them, but of others it would warn, at every look, that it cannot keep what it was told.
        asking.assign(partitions);
        whole = asking.beginningOffsets(partitions, settings.brokerTimeout()).values().stream()
                .allMatch(begin -> begin == 0);
        var found = new HashMap<Integer, Long>();
        asking.endOffsets(partitions, settings.brokerTimeout())
                .forEach((partition, end) -> found.put(partition.partition(), end));
        return found;
    }

    @Override
    public synchronized void destroy() {
        if (asking != null) {
            asking.close();
            asking = null;
        }
    }
}
