package io.rowlock.query.seatmap;

import io.rowlock.api.seat.SeatEvent;
import io.rowlock.query.feed.Followed;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Projection;
import io.rowlock.query.feed.Sheet;
import io.rowlock.query.feed.Table;
import io.rowlock.query.feed.Wanted;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers: which seats of this evening can I still click on? */
@Component
class SeatMapProjection implements Projection<SeatEvent> {
    static final String GROUP = "seatmap";

    private final Seats seats;

    SeatMapProjection(Seats seats) {
        this.seats = seats;
    }

    @Override
    public Class<SeatEvent> follows() {
        return SeatEvent.class;
    }

    @Override
    public String group() {
        return GROUP;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(SeatRow.SEATS);
    }

    @Override
    public void wants(SeatEvent event, Wanted rows) {
        rows.row(SeatRow.SEATS, event.seatId().toString());
    }

    @Override
    public boolean apply(SeatEvent event, Mark mark, Sheet sheet) {
        var seat = sheet.find(SeatRow.SEATS, event.seatId().toString()).orElseGet(() -> new SeatRow(event.seatId()));
        if (!seat.isNext(mark)) {
            return false;
        }
        seat.show(event);
        seat.saw(mark);
        sheet.save(SeatRow.SEATS, seat);
        return true;
    }

    @Override
    public Map<String, Long> followed(Collection<String> streams) {
        return Followed.asMap(seats.followed(streams));
    }
}
