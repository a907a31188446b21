package io.rowlock.command.platform.eventstore;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/**
 * Axon's event store, which leaves it to somebody else when to look for what was committed.
 *
 * <p>By itself it looks at every commit: when there are a hundred a second, those who follow the log make ten transactions
 * for each of these.
 */
final class GatheringEventStore extends EmbeddedEventStore {
    private volatile Runnable onCommit = this::look;

    GatheringEventStore(Builder builder) {
        super(builder);
    }

    /** This is called after every commit, by the thread that made it, and calls {@link #look} when it is time to. */
    void onCommit(Runnable called) {
        onCommit = called;
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        onCommit.run();
    }

    /** By a thread of its own, and at once. */
    void look() {
        super.afterCommit(List.of());
    }
}
