package io.rowlock.query.feed;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventhandling.deadletter.jpa.JpaSequencedDeadLetterQueue;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.extensions.kafka.KafkaProperties;
import org.axonframework.extensions.kafka.eventhandling.DefaultKafkaMessageConverter;
import org.axonframework.extensions.kafka.eventhandling.consumer.ConsumerFactory;
import org.axonframework.extensions.kafka.eventhandling.consumer.DefaultConsumerFactory;
import org.axonframework.extensions.kafka.eventhandling.consumer.Fetcher;
import org.axonframework.extensions.kafka.eventhandling.consumer.streamable.KafkaEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/** Ties the projections to the topic: a processor for each group, with a dead-letter queue of its own. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(FeedConfiguration.class);

    /** Without it Axon would make an event store here; nothing is ever published on it. */
    @Bean
    SimpleEventBus eventBus() {
        return SimpleEventBus.builder().build();
    }

    /** Axon looks for Spring Boot 3's and would settle for none, so that tokens and rows could part. */
    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    TokenStore tokenStore(Serializer serializer, EntityManagerProvider entities, FeedSettings settings) {
        return JpaTokenStore.builder()
                .entityManagerProvider(entities)
                .serializer(serializer)
                .claimTimeout(settings.claimTimeout())
                .nodeId(settings.instance())
                .build();
    }

    /** No second bean of the extension's type: what fetches must not get hold of the one that leaves things out. */
    @Bean
    EveryRecordConverter kafkaMessageConverter(
            @Qualifier("eventSerializer") Serializer serializer, MeterRegistry meters) {
        return new EveryRecordConverter(
                DefaultKafkaMessageConverter.builder().serializer(serializer).build(), meters);
    }

    @Bean
    Feed feed(
            FeedSettings settings,
            ConsumerFactory<String, byte[]> consumers,
            Fetcher<String, byte[], KafkaEventMessage> fetcher,
            EveryRecordConverter converter,
            @Qualifier("eventSerializer") Serializer serializer) {
        return new Feed(settings, consumers, fetcher, converter, serializer);
    }

    /** With a consumer that says so when it cannot go on where it was, and a converter that counts nothing twice. */
    @Bean
    Tail tail(
            FeedSettings settings,
            TailSettings tail,
            KafkaProperties kafka,
            @Qualifier("eventSerializer") Serializer serializer,
            MeterRegistry meters) {
        var properties = kafka.buildConsumerProperties();
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new Tail(
                settings,
                tail,
                new DefaultConsumerFactory<>(properties),
                DefaultKafkaMessageConverter.builder().serializer(serializer).build(),
                meters);
    }

    @Bean
    ConfigurerModule processors(Groups groups, Feed feed, FeedSettings settings) {
        return configurer -> {
            for (var group : groups.names()) {
                configurer
                        .eventProcessing()
                        .assignHandlerInstancesMatching(
                                group,
                                handler -> handler instanceof Follower<?> one
                                        && one.group().equals(group))
                        .registerPooledStreamingEventProcessor(group, _ -> feed, (axon, processor) -> {
                            var workers = pool(settings.threads(), "projecting-" + group);
                            var coordinator = pool(1, "following-" + group);
                            axon.onShutdown(workers::shutdown);
                            axon.onShutdown(coordinator::shutdown);
                            return paced(processor, settings)
                                    .workerExecutor(workers)
                                    .coordinatorExecutor(coordinator);
                        });
            }
        };
    }

    private static PooledStreamingEventProcessor.Builder paced(
            PooledStreamingEventProcessor.Builder processor, FeedSettings settings) {
        return processor
                // From the very first event, and not as a replay: it is the first time.
                .initialToken(StreamableMessageSource::createTailToken)
                .initialSegmentCount(settings.segments())
                .batchSize(settings.batchSize())
                .tokenClaimInterval(settings.claimEvery().toMillis())
                .claimExtensionThreshold(settings.extendClaimEvery().toMillis())
                // What the dead letters do not take stops the part and is tried again; nothing is logged and left.
                .errorHandler(PropagatingErrorHandler.instance());
    }

    @Bean
    ConfigurerModule followers(
            Groups groups,
            EveryRecordConverter converter,
            Arrivals arrivals,
            PlatformTransactionManager transactions,
            JdbcOperations database,
            MeterRegistry meters) {
        return configurer -> {
            for (var group : groups.names()) {
                var care = new Care(group);
                for (var projection : groups.projectionsOf(group)) {
                    configurer
                            .eventProcessing()
                            .registerEventHandler(_ -> new Follower<>(
                                    projection, care, arrivals, converter::readAgain, transactions, database, meters));
                }
            }
        };
    }

    @Bean
    ConfigurerModule deadLetters(
            Groups groups,
            FeedSettings settings,
            EntityManagerProvider entities,
            TransactionManager transactions,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer) {
        return configurer -> {
            for (var group : groups.names()) {
                EventProcessingConfigurer processing = configurer.eventProcessing();
                processing.registerDeadLetterQueue(
                        group,
                        _ -> JpaSequencedDeadLetterQueue.<EventMessage<?>>builder()
                                .processingGroup(group)
                                .maxSequences(settings.deadLetters().streams())
                                .maxSequenceSize(settings.deadLetters().perStream())
                                .entityManagerProvider(entities)
                                .transactionManager(transactions)
                                .genericSerializer(serializer)
                                .eventSerializer(eventSerializer)
                                .build());
                processing.registerDeadLetterPolicy(
                        group, _ -> (letter, cause) -> unlessBlameless(group, letter, cause));
                // The cache spares a query for every event.
                processing.registerDeadLetteringEventHandlerInvokerConfiguration(
                        group, (_, invoker) -> invoker.enableSequenceIdentifierCache());
            }
        };
    }

    private static EnqueueDecision<EventMessage<?>> unlessBlameless(
            String group, DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        if (cause instanceof TryAgain again) {
            throw again;
        }
        var stream = letter.message() instanceof DomainEventMessage<?> event ? event.getAggregateIdentifier() : "?";
        LOG.error("{} stands still for {}: {}", group, stream, cause.toString());
        return Decisions.enqueue(ThrowableCause.truncated(cause), Tries::oneMore);
    }

    private static ScheduledExecutorService pool(int threads, String name) {
        return Executors.newScheduledThreadPool(threads, new AxonThreadFactory(name));
    }
}
