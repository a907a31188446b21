package io.rowlock.api.catalogue;

/** What can have happened to a schedule. */
public sealed interface ScheduleEvent {
    ScheduleId scheduleId();

    /** Opens every seat of the plan at once: a stadium is one event, not sixty thousand. */
    record ScheduleOpened(ScheduleId scheduleId, ConcertId concertId, ScheduleTerms terms) implements ScheduleEvent {}
}
