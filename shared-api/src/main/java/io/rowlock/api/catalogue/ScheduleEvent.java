package io.rowlock.api.catalogue;

import io.rowlock.api.identity.OrganiserId;

/** What can have happened to a schedule. */
public sealed interface ScheduleEvent {
    ScheduleId scheduleId();

    /** Opens every seat of the plan at once: a stadium is one event, not sixty thousand. */
    record ScheduleOpened(ScheduleId scheduleId, ConcertId concertId, ScheduleTerms terms) implements ScheduleEvent {}

    /** For good; what was held and sold of it is given back afterwards. */
    record ScheduleCancelled(ScheduleId scheduleId, OrganiserId organiser) implements ScheduleEvent {}
}
