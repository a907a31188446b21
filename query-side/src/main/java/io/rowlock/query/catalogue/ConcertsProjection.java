package io.rowlock.query.catalogue;

import io.rowlock.api.catalogue.ConcertEvent;
import io.rowlock.api.catalogue.ConcertEvent.ConcertAnnounced;
import io.rowlock.query.feed.Followed;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Projection;
import java.util.Collection;
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
    public boolean apply(ConcertEvent event, Mark mark) {
        var id = event.concertId().value();
        var row = concerts.findById(id).orElseGet(() -> new ConcertRow(id));
        if (!row.isNext(mark)) {
            return false;
        }
        switch (event) {
            case ConcertAnnounced announced -> row.announce(announced);
        }
        row.saw(mark);
        concerts.save(row);
        return true;
    }

    @Override
    public Map<String, Long> followed(Collection<String> streams) {
        return Followed.asMap(concerts.followed(streams));
    }

    @Override
    public void clear() {
        concerts.forget();
    }
}
