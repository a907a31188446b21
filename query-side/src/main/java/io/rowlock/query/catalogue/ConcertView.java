package io.rowlock.query.catalogue;

import io.rowlock.api.Money;
import io.rowlock.query.platform.PageOf;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What callers are told about concerts. */
sealed interface ConcertView {
    /** One of a list; dates and price are null as long as it has no evening. */
    record Listed(
            String concertId,
            String title,
            String artist,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt,
            @Nullable Money fromPrice)
            implements ConcertView {}

    record Whole(String concertId, String title, String artist, String description, PageOf<Evening> schedules)
            implements ConcertView {}

    /** One evening of it. */
    record Evening(
            String scheduleId,
            String venue,
            Instant startsAt,
            Instant salesOpenAt,
            Instant salesCloseAt,
            ScheduleState state,
            long seats,
            long available,
            Money fromPrice)
            implements ConcertView {}
}
