package io.rowlock.query.catalogue;

import io.rowlock.api.catalogue.ConcertEvent;
import io.rowlock.api.catalogue.ConcertEvent.ConcertAnnounced;
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

/** Answers: which concerts are there? */
@Component
class ConcertsProjection implements Projection<ConcertEvent> {
    private final Concerts concerts;

    ConcertsProjection(Concerts concerts) {
        this.concerts = concerts;
    }

    @Override
    public Class<ConcertEvent> follows() {
        return ConcertEvent.class;
    }

    @Override
    public String group() {
        return "catalogue";
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(ConcertRow.CONCERTS, ListedConcert.LISTED);
    }

    @Override
    public void wants(ConcertEvent event, Wanted rows) {
        rows.row(ConcertRow.CONCERTS, event.concertId().value());
    }

    @Override
    public boolean apply(ConcertEvent event, Mark mark, Sheet sheet) {
        var id = event.concertId().value();
        var row = sheet.find(ConcertRow.CONCERTS, id).orElseGet(() -> new ConcertRow(id));
        if (!row.isNext(mark)) {
            return false;
        }
        switch (event) {
            case ConcertAnnounced announced -> {
                row.announce(announced);
                sheet.add(ListedConcert.LISTED, ListedConcert.of(announced));
            }
        }
        row.saw(mark);
        sheet.save(ConcertRow.CONCERTS, row);
        return true;
    }

    @Override
    public Map<String, Long> followed(Collection<String> streams) {
        return Followed.asMap(concerts.followed(streams));
    }
}
