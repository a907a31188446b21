package io.rowlock.api.catalogue;

import io.rowlock.api.identity.OrganiserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of a concert. */
public sealed interface ConcertCommand {
    @TargetAggregateIdentifier
    ConcertId concertId();

    record AnnounceConcert(ConcertId concertId, OrganiserId organiser, String title, String artist, String description)
            implements ConcertCommand {}
}
