package io.rowlock.command.platform.eventstore;

import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Axon's event store on PostgreSQL, each part declared here so that nothing is chosen for us in silence. */
@Configuration(proxyBeanMethods = false)
class EventStoreConfiguration {
    private static final EventSchema EVENTS = EventSchema.builder()
            .eventTable("domain_event")
            .globalIndexColumn("global_index")
            .aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number")
            .typeColumn("type")
            .eventIdentifierColumn("event_identifier")
            .timestampColumn("time_stamp")
            .payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision")
            .payloadColumn("payload")
            .metaDataColumn("meta_data")
            .build();

    private static final TokenSchema TOKENS = TokenSchema.builder()
            .setTokenTable("token")
            .setProcessorNameColumn("processor_name")
            .setSegmentColumn("segment")
            .setTokenColumn("token")
            .setTokenTypeColumn("token_type")
            .setTimestampColumn("time_stamp")
            .setOwnerColumn("owner")
            .build();

    /** Without this bean Axon quietly works without transactions, for it looks for classes of an older Spring Boot. */
    @Bean
    TransactionManager axonTransactions(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider axonConnections(javax.sql.DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            EventStoreSettings settings,
            @Qualifier("eventSerializer") Serializer events,
            ConnectionProvider connections,
            TransactionManager transactions) {
        return new PostgresEventStorageEngine(settings, EVENTS, events, connections, transactions);
    }

    @Bean(name = "eventBus")
    @Qualifier("eventStore")
    GatheringEventStore eventStore(EventStorageEngine engine, EventStoreSettings settings) {
        return new GatheringEventStore(EmbeddedEventStore.builder()
                .storageEngine(engine)
                .fetchDelay(settings.fetchDelay().toMillis()));
    }

    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer, EventStoreSettings settings) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .schema(TOKENS)
                .claimTimeout(settings.claimTimeout())
                .serializer(serializer)
                .build();
    }

    @Bean
    Cache aggregateCache(EventStoreSettings settings, MeterRegistry meters) {
        return ShortMemory.of(settings.aggregatesCached(), settings.cachedFor(), meters);
    }
}
