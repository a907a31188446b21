package io.rowlock.command.catalogue;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.rowlock.api.catalogue.ConcertCommand.AnnounceConcert;
import io.rowlock.api.catalogue.ConcertEvent;
import io.rowlock.api.catalogue.ConcertEvent.ConcertAnnounced;
import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.api.identity.OrganiserId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** What is played, and whose it is to put on sale. */
@Aggregate(cache = "aggregateCache")
class Concert {
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private ConcertId id;

    private OrganiserId organiser;

    @CommandHandler
    @SuppressWarnings("NullAway.Init") // the event fills it, within this very call
    Concert(AnnounceConcert command) {
        apply(new ConcertAnnounced(
                command.concertId(), command.organiser(), command.title(), command.artist(), command.description()));
    }

    boolean belongsTo(OrganiserId asking) {
        return organiser.equals(asking);
    }

    @EventSourcingHandler
    void on(ConcertEvent event) {
        switch (event) {
            case ConcertAnnounced announced -> {
                id = announced.concertId();
                organiser = announced.organiser();
            }
        }
    }

    /** Axon starts every replay from here; the first event fills it. */
    @SuppressWarnings("NullAway.Init") // no concert is ever seen before its first event
    Concert() {}
}
