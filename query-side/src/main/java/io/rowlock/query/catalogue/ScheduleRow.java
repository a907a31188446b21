package io.rowlock.query.catalogue;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.api.catalogue.Section;
import io.rowlock.query.feed.FollowingRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;

/** An evening as it is shown. */
@Entity
@Table(name = "schedule")
// JPA and the first event fill in the columns; some are read by queries alone.
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class ScheduleRow extends FollowingRow {
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

    @Override
    public String getId() {
        return scheduleId;
    }

    /** JPA makes rows from this. */
    protected ScheduleRow() {}
}
