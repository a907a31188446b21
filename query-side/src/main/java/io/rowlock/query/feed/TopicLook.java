package io.rowlock.query.feed;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.axonframework.extensions.kafka.KafkaProperties;
import org.axonframework.extensions.kafka.eventhandling.HeaderUtils;
import org.axonframework.messaging.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Looks into the topic here and there, beside those who follow it: at single places, and for single events. */
@Component
public class TopicLook implements DisposableBean {
    /** Those who ask want one record of each partition; more would only be carried for nothing. */
    private static final String SMALL_FETCH_BYTES = "32768";

    /** A record is never older than its event, but two clocks can differ. */
    private static final Duration CLOCKS_MAY_DIFFER_BY = Duration.ofMinutes(1);

    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final Duration brokerTimeout;
    private final Line atPlaces;
    private final Line through;
    private final Clock clock;

    TopicLook(FeedSettings settings, KafkaProperties kafka, Clock clock) {
        this.topic = settings.topic();
        this.brokerTimeout = settings.brokerTimeout();
        this.clock = clock;
        var asConsumer = new HashMap<>(kafka.buildConsumerProperties());
        asConsumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        asConsumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        asConsumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        asConsumer.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.through = new Line(Map.copyOf(asConsumer));
        asConsumer.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, SMALL_FETCH_BYTES);
        this.atPlaces = new Line(Map.copyOf(asConsumer));
    }

    /** What came of looking for an event. */
    public sealed interface Search {
        /** Where it lies. */
        record Found(int partition, long offset) implements Search {}

        /** Nowhere. */
        record NotThere() implements Search {}

        /** Not among as many records as are looked through. */
        record GivenUp() implements Search {}
    }

    /** When the records at these offsets were written, by partition; those that cannot be had in time are left out. */
    Map<Integer, Instant> writtenAt(Map<Integer, Long> offsets) {
        return atPlaces.asked(consumer -> {
            var partitions = offsets.keySet().stream().map(this::partition).toList();
            consumer.assign(partitions);
            partitions.forEach(it -> consumer.seek(it, offsets.getOrDefault(it.partition(), 0L)));
            var written = new HashMap<Integer, Instant>();
            var deadline = clock.instant().plus(brokerTimeout);
            while (written.size() < offsets.size() && clock.instant().isBefore(deadline)) {
                var fetched = consumer.poll(POLL);
                for (var partition : fetched.partitions()) {
                    var first = fetched.records(partition).getFirst();
                    written.putIfAbsent(partition.partition(), Instant.ofEpochMilli(first.timestamp()));
                    consumer.pause(List.of(partition));
                }
            }
            consumer.resume(consumer.paused());
            return written;
        });
    }

    /**
     * Looks for an event among the records that were written from its time on, and among so many of them at most.
     *
     * @throws TopicAway if the broker does not answer
     */
    public Search find(String stream, long sequence, Instant writtenAt, int mostRecords) {
        return through.asked(consumer -> {
            var partitions = consumer.partitionsFor(topic, brokerTimeout).size();
            if (partitions == 0) {
                return new Search.NotThere();
            }
            int likely = Utils.toPositive(Utils.murmur2(stream.getBytes(StandardCharsets.UTF_8))) % partitions;
            // When there were fewer partitions, it belonged into another.
            var inOrder = IntStream.concat(
                            IntStream.of(likely), IntStream.range(0, partitions).filter(it -> it != likely))
                    .toArray();
            int left = mostRecords;
            for (int partition : inOrder) {
                var pages = new Pages(consumer, partition, writtenAt, left);
                var found = pages.find(stream, sequence);
                if (found.isPresent()) {
                    return found.get();
                }
                left -= pages.looked;
                if (left <= 0) {
                    return new Search.GivenUp();
                }
            }
            return new Search.NotThere();
        });
    }

    /** One partition, read from a moment on. */
    private final class Pages {
        private final Consumer<String, byte[]> consumer;
        private final TopicPartition partition;
        private final Instant writtenAt;
        private final int most;
        private int looked;

        Pages(Consumer<String, byte[]> consumer, int number, Instant writtenAt, int most) {
            this.consumer = consumer;
            this.partition = partition(number);
            this.writtenAt = writtenAt;
            this.most = most;
        }

        Optional<Search> find(String stream, long sequence) {
            consumer.assign(List.of(partition));
            var from = writtenAt.minus(CLOCKS_MAY_DIFFER_BY).toEpochMilli();
            var begin = consumer.offsetsForTimes(Map.of(partition, from), brokerTimeout)
                    .get(partition);
            if (begin == null) {
                return Optional.empty();
            }
            long end = consumer.endOffsets(List.of(partition), brokerTimeout).getOrDefault(partition, 0L);
            consumer.seek(partition, begin.offset());
            var heard = clock.instant();
            while (consumer.position(partition, brokerTimeout) < end && looked < most) {
                var fetched = consumer.poll(POLL);
                if (!fetched.isEmpty()) {
                    heard = clock.instant();
                } else if (clock.instant().isAfter(heard.plus(brokerTimeout))) {
                    throw new TopicAway(new KafkaException("No record came in time"));
                }
                for (var record : fetched) {
                    if (stream.equals(record.key()) && sequence == sequenceOf(record)) {
                        return Optional.of(new Search.Found(partition.partition(), record.offset()));
                    }
                }
                looked += fetched.count();
            }
            return Optional.empty();
        }
    }

    private static long sequenceOf(ConsumerRecord<String, byte[]> record) {
        return HeaderUtils.valueAsLong(record.headers(), Headers.AGGREGATE_SEQ, -1L);
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    private interface Question<T> {
        T askedOf(Consumer<String, byte[]> consumer);
    }

    /** A consumer that is there once it is needed, for one question at a time. */
    private static final class Line {
        private final Map<String, Object> asConsumer;
        private @Nullable Consumer<String, byte[]> consumer;

        Line(Map<String, Object> asConsumer) {
            this.asConsumer = asConsumer;
        }

        synchronized <T> T asked(Question<T> question) {
            try {
                if (consumer == null) {
                    consumer = new KafkaConsumer<>(asConsumer);
                }
                return question.askedOf(consumer);
            } catch (KafkaException e) {
                close();
                throw new TopicAway(e);
            }
        }

        synchronized void close() {
            if (consumer != null) {
                consumer.close();
                consumer = null;
            }
        }
    }

    /** The broker does not answer, so nobody can say what is on the topic. */
    public static final class TopicAway extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TopicAway(KafkaException cause) {
            super("The topic cannot be looked into now: " + cause.getMessage(), cause);
        }
    }

    @Override
    public void destroy() {
        atPlaces.close();
        through.close();
    }
}
