package io.rowlock.command.platform.eventstore;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;

/**
 * Axon's JDBC engine, with PostgreSQL's errors understood, without the two queries that streams as short as ours never
 * need, and with one query for what a command reads together.
 */
class PostgresEventStorageEngine extends JdbcEventStorageEngine {
    private final EventSchema schema;
    private final TransactionManager transactions;

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
        this.schema = schema;
        this.transactions = transactions;
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(String stream, long first, int most) {
        if (first == 0) {
            var together = ReadTogether.take(stream, streams -> fetchTogether(streams, most));
            if (together.isPresent()) {
                return together.get();
            }
        }
        return super.fetchDomainEvents(stream, first, most);
    }

    /** The first events of each, as many as are read of one. */
    private Map<String, List<DomainEventData<?>>> fetchTogether(Collection<String> streams, int most) {
        var found = transactions.fetchInTransaction(() -> JdbcUtils.executeQuery(
                getConnection(),
                connection -> {
                    var statement = connection.prepareStatement("SELECT " + schema.trackedEventFields() + " FROM "
                            + schema.domainEventTable() + " WHERE " + schema.aggregateIdentifierColumn()
                            + " = ANY (?) AND " + schema.sequenceNumberColumn() + " < ? ORDER BY "
                            + schema.sequenceNumberColumn());
                    statement.setArray(1, connection.createArrayOf("text", streams.toArray()));
                    statement.setLong(2, most);
                    return statement;
                },
                JdbcUtils.<DomainEventData<?>>listResults(this::getDomainEventData),
                e -> new EventStoreException("Failed to read events of " + streams, e)));
        return found.stream().collect(Collectors.groupingBy(DomainEventData::getAggregateIdentifier));
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
