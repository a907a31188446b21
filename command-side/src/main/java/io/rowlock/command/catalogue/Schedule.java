package io.rowlock.command.catalogue;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.rowlock.api.catalogue.ScheduleCommand.OpenSchedule;
import io.rowlock.api.catalogue.ScheduleEvent;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.api.catalogue.ScheduleId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** One evening of a concert. Opening it puts all its seats on sale with one event. */
@Aggregate(cache = "aggregateCache")
class Schedule {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private ScheduleId id;

    static Schedule open(OpenSchedule command) {
        var schedule = new Schedule();
        apply(new ScheduleOpened(command.scheduleId(), command.concertId(), command.terms()));
        return schedule;
    }

    @EventSourcingHandler
    void on(ScheduleEvent event) {
        id = event.scheduleId();
    }

    /** Axon starts every replay from here; the first event fills it. */
    Schedule() {}
}
