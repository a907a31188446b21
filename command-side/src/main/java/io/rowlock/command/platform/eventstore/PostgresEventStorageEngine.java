package io.rowlock.command.platform.eventstore;

import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;

/** Axon's JDBC engine, with PostgreSQL's errors understood and without the two queries that streams as short as ours never need. */
class PostgresEventStorageEngine extends JdbcEventStorageEngine {
    PostgresEventStorageEngine(
            EventStoreSettings settings,
            EventSchema schema,
            Serializer events,
            ConnectionProvider connections,
            TransactionManager transactions) {
        super(JdbcEventStorageEngine.builder()
                .schema(schema)
                .eventSerializer(events)
                .snapshotSerializer(events)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .batchSize(settings.batchSize())
                .gapTimeout(Math.toIntExact(settings.gapTimeout().toMillis()))
                .persistenceExceptionResolver(new UniqueKeyViolations()));
    }

    /** Nothing takes snapshots, so nothing needs to look for one at every load. */
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return Stream.empty();
    }

    /** A batch that is not full was the last one; asking again to be sure would double the cost of every load. */
    @Override
    protected boolean fetchForAggregateUntilEmpty() {
        return false;
    }
}
