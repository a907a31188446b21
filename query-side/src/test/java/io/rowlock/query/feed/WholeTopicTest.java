package io.rowlock.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@OnRealServers
class WholeTopicTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private final String name;
    private final WholeTopic topic;

    WholeTopicTest(Corner corner, TestInfo test) {
        this.name = corner.topic(test.getTestMethod().orElseThrow().getName().substring(0, 20));
        var broker = Map.<String, Object>of("bootstrap.servers", corner.bootstrapServers());
        this.admin = Admin.create(broker);
        this.producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                corner.bootstrapServers(),
                "auto.offset.reset",
                "earliest",
                "metadata.max.age.ms",
                100,
                // So that partitions do not come all at once.
                "max.poll.records",
                3);
        this.topic = new WholeTopic(
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
                name,
                PATIENCE,
                PATIENCE);
    }

    @BeforeEach
    void two_partitions() throws Exception {
        admin.createTopics(Set.of(new NewTopic(name, 2, (short) 1))).all().get();
    }

    @AfterEach
    void close() {
        topic.close();
        producer.close();
        admin.close();
    }

    @Test
    void partitions_are_read_side_by_side_in_the_order_of_time() throws Exception {
        for (int at = 10; at < 30; at++) {
            write(at % 3 == 0 ? 1 : 0, at);
        }
        var read = new ArrayList<Long>();
        topic.readTo(topic.ends(), fetched -> read.add(fetched.timestamp()));
        assertThat(read).hasSize(20).isSorted();
        assertThat(topic.reached()).isEqualTo(topic.ends());
    }

    @Test
    void what_is_in_one_partition_stays_in_its_order_whatever_its_time() throws Exception {
        write(0, 3);
        write(0, 1);
        write(1, 2);
        assertThat(readAll()).containsExactly("1@2", "0@3", "0@1");
    }

    @Test
    void nothing_is_read_beyond_the_end_that_was_asked_for_and_nothing_twice() throws Exception {
        write(0, 1);
        write(1, 2);
        var ends = topic.ends();
        write(0, 3);
        write(1, 4);
        assertThat(readTo(ends)).containsExactly("0@1", "1@2");
        assertThat(topic.reached()).isEqualTo(ends);
        assertThat(readTo(ends)).isEmpty();
        assertThat(readAll()).containsExactly("0@3", "1@4");
    }

    @Test
    void added_partitions_are_read_from_their_start() throws Exception {
        write(0, 1);
        assertThat(readAll()).containsExactly("0@1");
        admin.createPartitions(Map.of(name, NewPartitions.increaseTo(3))).all().get();
        write(2, 2);
        write(0, 3);
        await().atMost(PATIENCE).until(() -> topic.ends().size() == 3);
        assertThat(readAll()).containsExactly("2@2", "0@3");
    }

    @Test
    void who_cannot_wait_is_told_that_not_all_was_read() throws Exception {
        write(0, 1);
        var ends = topic.ends();
        assertThat(topic.readTo(ends, _ -> {}, System.nanoTime())).isFalse();
        assertThat(readTo(ends)).containsExactly("0@1");
    }

    @Test
    void who_is_stopped_stops() throws Exception {
        write(0, 1);
        var ends = topic.ends();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> readTo(ends)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private List<String> readAll() throws InterruptedException {
        return readTo(topic.ends());
    }

    private List<String> readTo(Map<Integer, Long> ends) throws InterruptedException {
        var read = new ArrayList<String>();
        topic.readTo(ends, fetched -> read.add(fetched.partition() + "@" + fetched.timestamp()));
        return read;
    }

    private void write(int partition, long at) throws Exception {
        producer.send(new ProducerRecord<>(name, partition, at, "stream", new byte[] {1}))
                .get();
    }
}
