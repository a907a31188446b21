package io.rowlock.query.catalogue;

import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.query.catalogue.ConcertView.Evening;
import io.rowlock.query.catalogue.ConcertView.Evenings;
import io.rowlock.query.catalogue.ConcertView.Found;
import io.rowlock.query.catalogue.ConcertView.Whole;
import io.rowlock.query.platform.NotFound;
import io.rowlock.query.platform.NotFound.What;
import io.rowlock.query.platform.PageOf;
import io.rowlock.query.seatmap.TakenSeats;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;

/** Answers questions about concerts from their tables. */
@Component
class Catalogue {
    /** PostgreSQL's timestamps end before Java's do. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Listing listing;
    private final Concerts concerts;
    private final Schedules schedules;
    private final TakenSeats taken;
    private final Clock clock;

    Catalogue(Listing listing, Concerts concerts, Schedules schedules, TakenSeats taken, Clock clock) {
        this.listing = listing;
        this.concerts = concerts;
        this.schedules = schedules;
        this.taken = taken;
        this.clock = clock;
    }

    /** Those whose title or artist holds the text, with an evening from the one instant until before the other. */
    Found list(String text, @Nullable Instant from, @Nullable Instant to, Pageable page) {
        return listing.page(
                text, from == null && to == null ? null : new Listing.Dates(atLeast(from), atMost(to)), page);
    }

    Whole concert(ConcertId id, boolean asOfNow) {
        var concert = concerts.findById(id.value()).orElseThrow(() -> new NotFound(What.CONCERT_NOT_FOUND));
        var first = evenings(id, PageRequest.of(0, PageOf.LARGEST), asOfNow);
        return new Whole(
                concert.concertId(),
                concert.title(),
                concert.artist(),
                concert.description(),
                first.schedules(),
                first.total());
    }

    Evenings schedules(ConcertId id, Pageable page, boolean asOfNow) {
        if (!concerts.existsById(id.value())) {
            throw new NotFound(What.CONCERT_NOT_FOUND);
        }
        return evenings(id, page, asOfNow);
    }

    /** Seats may be many: they are counted without a connection in hand. */
    private Evenings evenings(ConcertId id, Pageable page, boolean asOfNow) {
        var found = schedules.ofConcert(id.value(), page);
        var ids = found.stream().map(ScheduleRow::scheduleId).toList();
        var gone = asOfNow ? taken.now(ids) : taken.recently(ids);
        var now = clock.instant();
        var shown = PageOf.of(
                found,
                row -> new Evening(
                        row.scheduleId(),
                        row.venue(),
                        row.startsAt(),
                        row.salesOpenAt(),
                        row.salesCloseAt(),
                        row.cancelUntil(),
                        row.stateAt(now),
                        row.seats(),
                        row.seats() - gone.getOrDefault(row.scheduleId(), 0L),
                        row.fromPrice()));
        return new Evenings(shown.items(), shown.page(), shown.size(), shown.total());
    }

    private static Instant atLeast(@Nullable Instant from) {
        return from == null || from.isBefore(EARLIEST) ? EARLIEST : from;
    }

    private static Instant atMost(@Nullable Instant to) {
        return to == null || to.isAfter(LATEST) ? LATEST : to;
    }
}
