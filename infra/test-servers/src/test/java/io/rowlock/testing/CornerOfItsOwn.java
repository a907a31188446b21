package io.rowlock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What Anna and Ben both do, under the same names; each must find only what is their own. */
@OnRealServers
abstract class CornerOfItsOwn {
    @Test
    void a_database_of_the_same_name_is_another_one(Corner corner) throws Exception {
        var database = corner.database("command");
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("create table seat (name text)"); // refused if it exists already
        }
    }

    @Test
    void a_topic_of_the_same_name_is_another_one(Corner corner) throws Exception {
        var topic = corner.topic("events");
        Map<String, Object> settings = Map.of("bootstrap.servers", corner.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, "key", corner.keyPrefix()))
                    .get();
        }
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.poll(Duration.ofSeconds(20)).records(partition))
                    .extracting(it -> it.value())
                    .containsExactly(corner.keyPrefix());
        }
    }
}
