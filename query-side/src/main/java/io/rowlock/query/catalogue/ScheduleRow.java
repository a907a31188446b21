package io.rowlock.query.catalogue;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.api.catalogue.Section;
import io.rowlock.query.feed.FollowingRow;
import io.rowlock.query.feed.Table;
import io.rowlock.query.feed.Table.Cells;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Comparator;

/** An evening as it is shown. */
@Entity
@jakarta.persistence.Table(name = "schedule")
// JPA and the first event fill in the columns; some are read by queries alone.
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class ScheduleRow extends FollowingRow {
    static final Table<ScheduleRow> SCHEDULES = Table.<ScheduleRow>called("schedule")
            .text("schedule_id", row -> row.scheduleId)
            .text("concert_id", row -> row.concertId)
            .text("venue", row -> row.venue)
            .instant("starts_at", row -> row.startsAt)
            .instant("sales_open_at", row -> row.salesOpenAt)
            .instant("sales_close_at", row -> row.salesCloseAt)
            .instant("cancel_until", row -> row.cancelUntil)
            .flag("cancelled", row -> row.cancelled)
            .bigint("seats", row -> row.seats)
            .bigint("from_amount", row -> row.fromAmount)
            .text("currency", row -> row.currency)
            .bigint("seen", ScheduleRow::seen)
            .readBy(ScheduleRow::new);

    @Id
    private String scheduleId;

    private String concertId;
    private String venue;
    private Instant startsAt;
    private Instant salesOpenAt;
    private Instant salesCloseAt;
    private Instant cancelUntil;
    private boolean cancelled;
    private long seats;
    private long fromAmount;
    private String currency;

    ScheduleRow(String scheduleId) {
        this.scheduleId = scheduleId;
    }

    private ScheduleRow(Cells cells) {
        scheduleId = cells.text("schedule_id");
        concertId = cells.text("concert_id");
        venue = cells.text("venue");
        startsAt = cells.instant("starts_at");
        salesOpenAt = cells.instant("sales_open_at");
        salesCloseAt = cells.instant("sales_close_at");
        cancelUntil = cells.instant("cancel_until");
        cancelled = cells.flag("cancelled");
        seats = cells.number("seats");
        fromAmount = cells.number("from_amount");
        currency = cells.text("currency");
    }

    void open(ScheduleOpened opened) {
        var terms = opened.terms();
        concertId = opened.concertId().value();
        venue = terms.venue();
        startsAt = terms.startsAt();
        salesOpenAt = terms.salesOpenAt();
        salesCloseAt = terms.salesCloseAt();
        cancelUntil = terms.cancelUntil();
        seats = terms.seats();
        var cheapest = terms.sections().stream()
                .map(Section::price)
                .min(Comparator.comparingLong(price -> price.amount()))
                .orElseThrow();
        fromAmount = cheapest.amount();
        currency = cheapest.currency();
    }

    void cancel() {
        cancelled = true;
    }

    /** Sales open at their first instant and are over at their last. */
    ScheduleState stateAt(Instant now) {
        if (cancelled) {
            return ScheduleState.CANCELLED;
        }
        if (now.isBefore(salesOpenAt)) {
            return ScheduleState.UPCOMING;
        }
        return now.isBefore(salesCloseAt) ? ScheduleState.ONGOING : ScheduleState.ENDED;
    }

    String concertId() {
        return concertId;
    }

    String venue() {
        return venue;
    }

    Instant startsAt() {
        return startsAt;
    }

    Instant salesOpenAt() {
        return salesOpenAt;
    }

    Instant salesCloseAt() {
        return salesCloseAt;
    }

    Instant cancelUntil() {
        return cancelUntil;
    }

    long seats() {
        return seats;
    }

    Money fromPrice() {
        return new Money(fromAmount, currency);
    }

    String scheduleId() {
        return scheduleId;
    }

    /** JPA makes rows from this. */
    protected ScheduleRow() {}
}
