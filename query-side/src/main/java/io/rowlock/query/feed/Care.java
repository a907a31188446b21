package io.rowlock.query.feed;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Decides whether a batch's events share a transaction or get one each.
 *
 * <p>Sharing is fast, but one event that the database refuses spoils it for all, and PostgreSQL will not take its dead
 * letter in the same transaction either. So the events of a batch that has failed are tried again one by one, which
 * finds the culprit.
 */
final class Care {
    /** Those of a part that another instance has taken over meanwhile are never tried here again. */
    private static final int MOST_REMEMBERED = 20_000;

    private final String resource;

    /** The events of failed batches, oldest first; told by their ids, because offsets are read in changing order. */
    private final Set<String> troubled = Collections.synchronizedSet(Collections.newSetFromMap(new Bounded()));

    Care(String group) {
        this.resource = Care.class.getName() + "/" + group;
    }

    /** One answer for a whole batch: its transaction and one of its events' own must never want the same row. */
    boolean isNeededIn(UnitOfWork<?> work) {
        var root = work.root();
        return root.getOrComputeResource(resource, _ -> {
            var events = events(root).stream().map(Message::getIdentifier).toList();
            root.onRollback(_ -> troubled.addAll(events));
            root.afterCommit(_ -> events.forEach(troubled::remove));
            return isDeadLetter(work) || events.stream().anyMatch(troubled::contains);
        });
    }

    static boolean isDeadLetter(UnitOfWork<?> work) {
        return work.resources().containsKey(DeadLetter.class.getName());
    }

    private static List<? extends Message<?>> events(UnitOfWork<?> root) {
        return root instanceof BatchingUnitOfWork<?> batch ? batch.getMessages() : List.of();
    }

    private static final class Bounded extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }
}
