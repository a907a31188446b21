package io.rowlock.command.publishing;

import io.rowlock.command.platform.eventstore.LogFollower;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.extensions.kafka.eventhandling.DefaultKafkaMessageConverter;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/** The way from the event store to Kafka. */
@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {
    private static final String GROUP = "publishing";
    private static final int LONGEST_REQUEST_MS = 10_000;

    /** Kept for good: whoever builds a read model from nothing reads it from the start. */
    @Bean
    NewTopic eventsTopic(@Value("${rowlock.feed.topic}") String topic, PublishingSettings settings) {
        return TopicBuilder.name(topic)
                .partitions(settings.partitions())
                .replicas(settings.replicas())
                .config(TopicConfig.RETENTION_MS_CONFIG, "-1")
                .build();
    }

    /**
     * Idempotent and in order.
     *
     * <p>A record never expires on its own: if an earlier one did and a later one of the same stream went through, the
     * readers, who skip what they know, would never see the earlier one. Patience is bounded by the memory for records
     * that wait, and by {@link Publisher}, which stops waiting and starts the batch again.
     */
    @Bean(destroyMethod = "close")
    Producer<String, byte[]> feedProducer(
            @Value("${rowlock.kafka.bootstrap-servers}") String bootstrapServers, PublishingSettings settings) {
        var patience = Math.toIntExact(settings.acknowledgedWithin().toMillis());
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        GROUP,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Integer.MAX_VALUE,
                        // A new partition takes whatever comes first for its beginning: with several requests on
                        // their way, a later one could shut the earlier ones out for ever.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        Math.min(patience, LONGEST_REQUEST_MS),
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        patience,
                        // The batch is sent at once; waiting for more would only add to the lag.
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        1_000),
                new StringSerializer(),
                new ByteArraySerializer()) {
            // What is not acknowledged by now is sent again after the next start; nobody waits for an absent broker.
            @Override
            public void close() {
                close(Duration.ZERO);
            }
        };
    }

    @Bean
    ConfigurerModule publishing(
            Producer<String, byte[]> feedProducer,
            @Qualifier("eventSerializer") Serializer events,
            @Value("${rowlock.feed.topic}") String topic,
            KafkaAdmin admin,
            PublishingSettings settings) {
        var converter =
                DefaultKafkaMessageConverter.builder().serializer(events).build();
        var publisher =
                new Publisher(feedProducer, converter, topic, new FeedTopic(admin), settings.acknowledgedWithin());
        return configurer -> new LogFollower(GROUP, settings.segments(), settings.batchSize())
                .register(configurer.eventProcessing())
                .registerEventHandler(_ -> publisher)
                .assignHandlerTypesMatching(GROUP, Publisher.class::isAssignableFrom);
    }
}
