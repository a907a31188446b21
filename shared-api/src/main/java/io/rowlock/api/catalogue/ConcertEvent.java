package io.rowlock.api.catalogue;

import io.rowlock.api.identity.OrganiserId;

/** What can have happened to a concert. */
public sealed interface ConcertEvent {
    ConcertId concertId();

    record ConcertAnnounced(ConcertId concertId, OrganiserId organiser, String title, String artist, String description)
            implements ConcertEvent {}
}
