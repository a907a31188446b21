package io.rowlock.command.publishing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that is on a topic, read by somebody who shares nothing with the apps. */
final class Topic {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A stream's sequence numbers, in the order in which a reader meets them for the first time. */
    static Map<String, List<Long>> firstSightOfEachEvent(String bootstrapServers, String topic) {
        Map<String, List<Long>> streams = new TreeMap<>();
        for (var record : everything(bootstrapServers, topic)) {
            var seen = streams.computeIfAbsent(record.key(), _ -> new ArrayList<>());
            var sequence = sequenceOf(record.headers());
            if (!seen.contains(sequence)) {
                seen.add(sequence);
            }
        }
        return streams;
    }

    private static List<ConsumerRecord<String, byte[]>> everything(String bootstrapServers, String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (var consumer = reader(bootstrapServers)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = new HashMap<>(consumer.endOffsets(partitions));
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(PATIENCE).forEach(records::add);
            }
        }
        return records;
    }

    static int partitions(String bootstrapServers, String topic) {
        try (var consumer = reader(bootstrapServers)) {
            return consumer.partitionsFor(topic).size();
        }
    }

    /** Looks and touches nothing: a topic that is not there is not made by asking for it. */
    private static KafkaConsumer<String, byte[]> reader(String bootstrapServers) {
        var settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static long sequenceOf(Headers headers) {
        return ByteBuffer.wrap(headers.lastHeader("axon-message-aggregate-seq").value())
                .getLong();
    }

    private Topic() {}
}
