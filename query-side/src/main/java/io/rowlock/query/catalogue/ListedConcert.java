package io.rowlock.query.catalogue;

import io.rowlock.api.catalogue.ConcertEvent.ConcertAnnounced;
import io.rowlock.query.feed.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a list shows of a concert, from its own events or from an evening's: whichever comes first makes the row. */
record ListedConcert(
        String concertId,
        @Nullable String title,
        @Nullable String artist,
        @Nullable Instant firstAt,
        @Nullable Long fromAmount,
        @Nullable String currency) {
    /** Earliest, latest and lowest are what they are in whatever order evenings come, and however often. */
    static final Table<ListedConcert> LISTED = Table.<ListedConcert>called("concert_listed")
            .text("concert_id", ListedConcert::concertId)
            .text("title", ListedConcert::title)
            .text("artist", ListedConcert::artist)
            .instant("first_at", ListedConcert::firstAt)
            .text("from_amount", row -> row.fromAmount() == null ? null : Long.toString(row.fromAmount()))
            .text("currency", ListedConcert::currency)
            .mergedBy("""
                    insert into %2$s as listed
                        (concert_id, title, artist, first_at, last_at, from_amount, currency)
                    select concert_id, max(title), max(artist), min(first_at), max(first_at),
                           (array_agg(from_amount::bigint order by from_amount::bigint, currency))[1],
                           (array_agg(currency order by from_amount::bigint, currency))[1]
                    from %1$s group by concert_id order by concert_id
                    on conflict (concert_id) do update set
                        title = coalesce(excluded.title, listed.title),
                        artist = coalesce(excluded.artist, listed.artist),
                        first_at = least(listed.first_at, excluded.first_at),
                        last_at = greatest(listed.last_at, excluded.last_at),
                        (from_amount, currency) = (
                            select f.amount, f.currency
                            from (values (listed.from_amount, listed.currency),
                                         (excluded.from_amount, excluded.currency)) f (amount, currency)
                            order by f.amount nulls last, f.currency limit 1)""");

    static ListedConcert of(ConcertAnnounced announced) {
        return new ListedConcert(
                announced.concertId().value(), announced.title(), announced.artist(), null, null, null);
    }

    static ListedConcert of(ScheduleRow evening) {
        return new ListedConcert(
                evening.concertId(),
                null,
                null,
                evening.startsAt(),
                evening.fromPrice().amount(),
                evening.fromPrice().currency());
    }
}
