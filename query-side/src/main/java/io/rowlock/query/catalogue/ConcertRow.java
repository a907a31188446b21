package io.rowlock.query.catalogue;

import io.rowlock.api.catalogue.ConcertEvent.ConcertAnnounced;
import io.rowlock.query.feed.FollowingRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A concert as it is shown. */
@Entity
@Table(name = "concert")
class ConcertRow extends FollowingRow {
    @Id
    private String concertId;

    private String title = "";
    private String artist = "";
    private String description = "";

    ConcertRow(String concertId) {
        this.concertId = concertId;
    }

    void announce(ConcertAnnounced announced) {
        title = announced.title();
        artist = announced.artist();
        description = announced.description();
    }

    String title() {
        return title;
    }

    String artist() {
        return artist;
    }

    String description() {
        return description;
    }

    @Override
    public String getId() {
        return concertId;
    }

    /** JPA makes rows from this. */
    @SuppressWarnings("NullAway.Init") // JPA fills in the id
    protected ConcertRow() {}
}
