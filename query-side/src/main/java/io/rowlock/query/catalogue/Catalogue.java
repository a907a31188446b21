package io.rowlock.query.catalogue;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.query.catalogue.ConcertView.Evening;
import io.rowlock.query.catalogue.ConcertView.Evenings;
import io.rowlock.query.catalogue.ConcertView.Listed;
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
import org.springframework.transaction.annotation.Transactional;

/** Answers questions about concerts from their tables. */
@Component
class Catalogue {
    /** PostgreSQL's timestamps end before Java's do. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Concerts concerts;
    private final Schedules schedules;
    private final TakenSeats taken;
    private final Clock clock;

    Catalogue(Concerts concerts, Schedules schedules, TakenSeats taken, Clock clock) {
        this.concerts = concerts;
        this.schedules = schedules;
        this.taken = taken;
        this.clock = clock;
    }

    /** Those whose title or artist holds the text, with an evening from the one instant until before the other. */
    @Transactional(readOnly = true)
    public PageOf<Listed> list(String text, @Nullable Instant from, @Nullable Instant to, Pageable page) {
        var dated = from != null || to != null;
        var found = concerts.list("%" + literally(text) + "%", dated, atLeast(from), atMost(to), page);
        return PageOf.of(found, Catalogue::listed);
    }

    @Transactional(readOnly = true)
    public Whole concert(ConcertId id) {
        var concert = concerts.findById(id.value()).orElseThrow(() -> new NotFound(What.CONCERT_NOT_FOUND));
        var first = evenings(id, PageRequest.of(0, PageOf.LARGEST));
        return new Whole(
                concert.concertId(),
                concert.title(),
                concert.artist(),
                concert.description(),
                first.schedules(),
                first.total());
    }

    @Transactional(readOnly = true)
    public Evenings schedules(ConcertId id, Pageable page) {
        if (!concerts.existsById(id.value())) {
            throw new NotFound(What.CONCERT_NOT_FOUND);
        }
        return evenings(id, page);
    }

    private Evenings evenings(ConcertId id, Pageable page) {
        var found = schedules.ofConcert(id.value(), page);
        var gone = taken.bySchedule(found.stream().map(ScheduleRow::scheduleId).toList());
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

    private static Listed listed(Concerts.Listed row) {
        var amount = row.getFromAmount();
        var currency = row.getCurrency();
        return new Listed(
                row.getConcertId(),
                row.getTitle(),
                row.getArtist(),
                row.getFirstAt(),
                row.getLastAt(),
                amount == null || currency == null ? null : new Money(amount, currency));
    }

    /** What is searched for means itself, even where it looks like a pattern. */
    private static String literally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static Instant atLeast(@Nullable Instant from) {
        return from == null || from.isBefore(EARLIEST) ? EARLIEST : from;
    }

    private static Instant atMost(@Nullable Instant to) {
        return to == null || to.isAfter(LATEST) ? LATEST : to;
    }
}
