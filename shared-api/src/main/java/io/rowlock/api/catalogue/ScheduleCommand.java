package io.rowlock.api.catalogue;

import io.rowlock.api.identity.OrganiserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of a schedule. */
public sealed interface ScheduleCommand {
    @TargetAggregateIdentifier
    ScheduleId scheduleId();

    record OpenSchedule(ScheduleId scheduleId, ConcertId concertId, OrganiserId organiser, ScheduleTerms terms)
            implements ScheduleCommand {}
}
