package io.rowlock.query.feed;

import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a batch's events share a transaction or get one each.
 *
 * <p>Sharing is fast, but one event that the database refuses spoils it for all, and PostgreSQL will not take its dead
 * letter in the same transaction either. So a batch that has failed is tried again one by one, which finds the culprit.
 */
final class Care {
    private final String resource;
    private final AtomicReference<@Nullable TrackingToken> trouble = new AtomicReference<>();

    Care(String group) {
        this.resource = Care.class.getName() + "/" + group;
    }

    /** One answer for a whole batch: its transaction and one of its events' own must never want the same row. */
    boolean isNeededIn(UnitOfWork<?> batch, Message<?> event) {
        return batch.root().getOrComputeResource(resource, _ -> {
            rememberIfItFails(batch.root());
            return isDeadLetter(batch) || isWhereTroubleWas(event);
        });
    }

    static boolean isDeadLetter(UnitOfWork<?> work) {
        return work.resources().containsKey(DeadLetter.class.getName());
    }

    /** The last failed batch must lie behind in every partition before events are trusted again. */
    private boolean isWhereTroubleWas(Message<?> event) {
        var troubled = trouble.get();
        var token = tokenOf(event);
        return troubled != null && token != null && (!token.covers(troubled) || troubled.covers(token));
    }

    private void rememberIfItFails(UnitOfWork<?> root) {
        root.onRollback(_ -> {
            if (root instanceof BatchingUnitOfWork<?> batch) {
                var end = tokenOf(batch.getMessages().getLast());
                if (end != null) {
                    trouble.accumulateAndGet(end, (before, now) -> before == null ? now : before.upperBound(now));
                }
            }
        });
    }

    private static @Nullable TrackingToken tokenOf(Message<?> event) {
        return event instanceof TrackedEventMessage<?> tracked
                ? WrappedToken.unwrapUpperBound(tracked.trackingToken())
                : null;
    }
}
