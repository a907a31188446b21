package io.rowlock.query.catalogue;

import io.rowlock.api.catalogue.ConcertEvent.ConcertAnnounced;
import io.rowlock.query.feed.FollowingRow;
import io.rowlock.query.feed.Table;
import io.rowlock.query.feed.Table.Cells;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A concert as it is shown. */
@Entity
@jakarta.persistence.Table(name = "concert")
class ConcertRow extends FollowingRow {
    static final Table<ConcertRow> CONCERTS = Table.<ConcertRow>called("concert")
            .text("concert_id", row -> row.concertId)
            .text("title", row -> row.title)
            .text("artist", row -> row.artist)
            .text("description", row -> row.description)
            .bigint("seen", ConcertRow::seen)
            .readBy(ConcertRow::new);

    @Id
    private String concertId;

    private String title = "";
    private String artist = "";
    private String description = "";

    ConcertRow(String concertId) {
        this.concertId = concertId;
    }

    private ConcertRow(Cells cells) {
        concertId = cells.text("concert_id");
        title = cells.text("title");
        artist = cells.text("artist");
        description = cells.text("description");
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

    String concertId() {
        return concertId;
    }

    /** JPA makes rows from this. */
    @SuppressWarnings("NullAway.Init") // JPA fills in the id
    protected ConcertRow() {}
}
