package io.rowlock.command.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * What a schedule was opened with, for those who check against it.
 *
 * <p>Read from the log and not through the aggregate, whose lock would make every buyer of an evening wait for every
 * other one. It never changes, so it may be remembered for as long as there is room.
 */
@Component
public class SeatingPlans {
    private final EventStore log;
    private final Cache<ScheduleId, ScheduleTerms> known;

    SeatingPlans(EventStore log, CatalogueSettings settings) {
        this.log = log;
        this.known = Caffeine.newBuilder().maximumSize(settings.plansCached()).build();
    }

    public Optional<ScheduleTerms> of(ScheduleId schedule) {
        return Optional.ofNullable(known.getIfPresent(schedule)).or(() -> read(schedule));
    }

    private Optional<ScheduleTerms> read(ScheduleId schedule) {
        var terms = log.readEvents(schedule.toString())
                .asStream()
                .map(event -> event.getPayload())
                .filter(ScheduleOpened.class::isInstance)
                .map(event -> ((ScheduleOpened) event).terms())
                .findFirst();
        terms.ifPresent(found -> known.put(schedule, found));
        return terms;
    }
}
