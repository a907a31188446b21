package io.rowlock.command.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.catalogue.ScheduleId;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Which evenings do not take place, for those who check against it.
 *
 * <p>Read from the log and not through the aggregate, whose lock would make every buyer of an evening wait for every
 * other one, and looked up no more than once in a while: a cancellation that another instance took is seen a moment
 * later. Nothing is lost by that, for whatever is still held or sold in that moment is given back with the rest.
 */
@Component
public class CancelledSchedules {
    private final EventStore log;
    private final Cache<ScheduleId, Boolean> lookedAt;

    CancelledSchedules(EventStore log, CatalogueSettings settings) {
        this.log = log;
        this.lookedAt = Caffeine.newBuilder()
                .maximumSize(settings.plansCached())
                .expireAfterWrite(settings.cancellationSeenWithin())
                .build();
    }

    public boolean contain(ScheduleId schedule) {
        return lookedAt.get(schedule, this::look);
    }

    void lookAgain(ScheduleId schedule) {
        lookedAt.invalidate(schedule);
    }

    private boolean look(ScheduleId schedule) {
        // Most streams end with their first event, so that there is nothing to read.
        var last = log.lastSequenceNumberFor(schedule.toString()).orElse(0L);
        return last > 0
                && log.readEvents(schedule.toString(), 1)
                        .asStream()
                        .anyMatch(event -> event.getPayload() instanceof ScheduleCancelled);
    }
}
