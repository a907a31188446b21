package io.rowlock.query.seatmap;

import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.seat.SeatId;
import io.rowlock.query.feed.FollowingRow;
import io.rowlock.query.feed.Table;
import io.rowlock.query.feed.Table.Cells;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A seat that somebody has touched; of all others there is no row. */
@Entity
@jakarta.persistence.Table(name = "seat")
// JPA and the first event fill in the columns; some are read by queries alone.
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class SeatRow extends FollowingRow {
    static final Table<SeatRow> SEATS = Table.<SeatRow>called("seat")
            .text("seat_id", row -> row.seatId)
            .text("schedule_id", row -> row.scheduleId)
            .text("section", row -> row.section)
            .integer("row_number", row -> row.row)
            .integer("seat_number", row -> row.number)
            .text("state", row -> row.state.name())
            .instant("held_until", row -> row.heldUntil)
            .bigint("seen", SeatRow::seen)
            .readBy(SeatRow::new);

    @Id
    private String seatId;

    private String scheduleId;
    private String section;

    @Column(name = "row_number")
    private int row;

    @Column(name = "seat_number")
    private int number;

    @Enumerated(EnumType.STRING)
    private SeatState state = SeatState.RELEASED;

    private @Nullable Instant heldUntil;

    SeatRow(SeatId seat) {
        this.seatId = seat.toString();
        this.scheduleId = seat.schedule().value();
        this.section = seat.name().section();
        this.row = seat.name().row();
        this.number = seat.name().number();
    }

    private SeatRow(Cells cells) {
        this.seatId = cells.text("seat_id");
        this.scheduleId = cells.text("schedule_id");
        this.section = cells.text("section");
        this.row = Math.toIntExact(cells.number("row_number"));
        this.number = Math.toIntExact(cells.number("seat_number"));
        this.state = SeatState.valueOf(cells.text("state"));
        this.heldUntil = cells.instantOrNull("held_until");
    }

    void show(SeatEvent event) {
        var shown = Shown.after(event);
        state = shown.state();
        heldUntil = shown.heldUntil();
    }

    /** JPA makes rows from this. */
    protected SeatRow() {}
}
