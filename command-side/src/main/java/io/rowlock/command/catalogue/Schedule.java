package io.rowlock.command.catalogue;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.api.catalogue.ScheduleCommand.CancelSchedule;
import io.rowlock.api.catalogue.ScheduleCommand.OpenSchedule;
import io.rowlock.api.catalogue.ScheduleEvent;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.api.catalogue.ScheduleId;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** One evening of a concert. Opening it puts all its seats on sale with one event, and cancelling it ends that for good. */
@Aggregate(cache = "aggregateCache")
class Schedule {
    @AggregateIdentifier
    private ScheduleId id;

    private ConcertId concert;
    private boolean cancelled;

    static Schedule open(OpenSchedule command) {
        var schedule = new Schedule();
        apply(new ScheduleOpened(command.scheduleId(), command.concertId(), command.terms()));
        return schedule;
    }

    ConcertId concert() {
        return concert;
    }

    /** Cancelled twice is cancelled once. */
    void cancel(CancelSchedule command) {
        if (!cancelled) {
            apply(new ScheduleCancelled(id, command.organiser()));
        }
    }

    @EventSourcingHandler
    void on(ScheduleEvent event) {
        switch (event) {
            case ScheduleOpened opened -> {
                id = opened.scheduleId();
                concert = opened.concertId();
            }
            case ScheduleCancelled _ -> cancelled = true;
        }
    }

    /** Axon starts every replay from here; the first event fills it. */
    @SuppressWarnings("NullAway.Init") // no schedule is ever seen before its first event
    Schedule() {}
}
