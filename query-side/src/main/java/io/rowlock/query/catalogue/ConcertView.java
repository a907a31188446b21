package io.rowlock.query.catalogue;

import io.rowlock.api.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers are told about concerts. */
sealed interface ConcertView {
    /**
     * A part of a list of concerts.
     *
     * @param page its number, from 0
     * @param total how many there are on this page, those before it and the next; nobody counts further
     * @param more whether there are even more than that
     */
    record Found(List<Listed> items, int page, int size, long total, boolean more) implements ConcertView {
        public Found {
            items = List.copyOf(items);
        }
    }

    /** One of a list; dates and price are null as long as it has no evening. */
    record Listed(
            String concertId,
            String title,
            String artist,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt,
            @Nullable Money fromPrice)
            implements ConcertView {}

    /** With its first evenings, and how many there are in all. */
    record Whole(
            String concertId,
            String title,
            String artist,
            String description,
            List<Evening> schedules,
            long schedulesTotal)
            implements ConcertView {}

    /** A part of its evenings; {@code total} is how many there are on all pages together. */
    record Evenings(List<Evening> schedules, int page, int size, long total) implements ConcertView {}

    /** One evening of it. */
    record Evening(
            String scheduleId,
            String venue,
            Instant startsAt,
            Instant salesOpenAt,
            Instant salesCloseAt,
            Instant cancelUntil,
            ScheduleState state,
            long seats,
            long available,
            Money fromPrice)
            implements ConcertView {}
}
