package io.rowlock.query.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries one projection along the feed: what it cannot take is told from what must only be tried again. */
final class Follower<E> implements EventMessageHandler {
    private final Projection<E> projection;
    private final StreamKind kind;
    private final Care care;
    private final Arrivals arrivals;
    private final Function<UnreadableRecord, Optional<EventMessage<?>>> secondReading;
    private final TransactionTemplate alone;
    private final JdbcOperations database;
    private final Tables tables = Tables.live();
    private final String batchKey;
    private final Counter projected;
    private final Counter skipped;

    Follower(
            Projection<E> projection,
            Care care,
            Arrivals arrivals,
            Function<UnreadableRecord, Optional<EventMessage<?>>> secondReading,
            PlatformTransactionManager transactions,
            JdbcOperations database,
            MeterRegistry meters) {
        this.projection = projection;
        this.kind = StreamKind.carrying(projection.follows());
        this.care = care;
        this.arrivals = arrivals;
        this.secondReading = secondReading;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.database = database;
        this.batchKey = Follower.class.getName() + "/" + projection.getClass().getName();
        this.projected = counter("rowlock.projection.events", "Events that changed or confirmed a row", meters);
        this.skipped = counter("rowlock.projection.skipped", "Events that had been seen before", meters);
    }

    private Counter counter(String name, String description, MeterRegistry meters) {
        return Counter.builder(name)
                .description(description)
                .tag("projection", projection.group())
                .tag("stream", kind.aggregateType())
                .register(meters);
    }

    /** Told from the headers alone: what belongs to others is not even deserialized. */
    @Override
    public boolean canHandle(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> event
                && kind.aggregateType().equals(event.getType());
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return true;
    }

    @Override
    public @Nullable Object handle(EventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> event && canHandle(event)) {
            handle(event);
        }
        return null;
    }

    private void handle(DomainEventMessage<?> message) {
        var work = CurrentUnitOfWork.get();
        boolean careful = care.isNeededIn(work);
        var told = understood(message);
        if (careful) {
            projectAlone(told, work);
        } else {
            work.root()
                    .<List<Told<E>>>getOrComputeResource(batchKey, _ -> {
                        var batch = new ArrayList<Told<E>>();
                        work.root().onPrepareCommit(_ -> projectTogether(batch, work));
                        return batch;
                    })
                    .add(told);
        }
    }

    /** Whatever it fails of rolls the batch back, and its events are tried again one by one. */
    private void projectTogether(List<Told<E>> batch, UnitOfWork<?> work) {
        int news = project(batch);
        work.root().afterCommit(_ -> done(batch, news));
    }

    private void projectAlone(Told<E> told, UnitOfWork<?> work) {
        var batch = List.of(told);
        try {
            int news = Optional.ofNullable(alone.execute(_ -> project(batch))).orElse(0);
            work.root().afterCommit(_ -> done(batch, news));
        } catch (RuntimeException e) {
            // The event is blameless. A dead letter has nothing to lose.
            if (!Care.isDeadLetter(work) && Transience.of(e)) {
                throw new TryAgain(e);
            }
            throw e;
        }
    }

    private int project(List<Told<E>> batch) {
        return Optional.ofNullable(database.execute(
                        (ConnectionCallback<Integer>) connection -> tables.project(projection, batch, connection)))
                .orElse(0);
    }

    private void done(List<Told<E>> batch, int news) {
        projected.increment(news);
        skipped.increment(batch.size() - news);
        batch.forEach(told -> arrivals.arrived(told.mark().stream()));
    }

    private Told<E> understood(DomainEventMessage<?> message) {
        try {
            var payload = message.getPayload();
            if (payload instanceof UnreadableRecord kept) {
                return secondReading
                        .apply(kept)
                        .flatMap(event ->
                                event instanceof DomainEventMessage<?> read ? Optional.of(read) : Optional.empty())
                        .map(this::told)
                        .orElseThrow(() -> new NotUnderstood("Still no event: " + message.getIdentifier(), null));
            }
            return told(message);
        } catch (NotUnderstood e) {
            throw e;
        } catch (RuntimeException e) {
            // Nothing here touches the database, so whatever it was, the batch is unhurt.
            throw new NotUnderstood("Cannot read " + message.getIdentifier(), e);
        }
    }

    private Told<E> told(DomainEventMessage<?> message) {
        var events = projection.follows();
        var payload = message.getPayload();
        if (!events.isInstance(payload)) {
            throw new NotUnderstood(
                    "Not a known " + events.getSimpleName() + ": "
                            + message.getPayloadType().getName(),
                    null);
        }
        return new Told<>(
                events.cast(payload),
                new Mark(message.getAggregateIdentifier(), message.getSequenceNumber(), message.getTimestamp()));
    }

    String group() {
        return projection.group();
    }
}
