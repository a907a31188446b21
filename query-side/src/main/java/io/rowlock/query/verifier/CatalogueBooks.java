package io.rowlock.query.verifier;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ConcertEvent;
import io.rowlock.api.catalogue.ConcertEvent.ConcertAnnounced;
import io.rowlock.api.catalogue.ScheduleEvent;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import java.util.List;

/** What should be shown of concerts, evenings and their seating plans. */
final class CatalogueBooks {
    static final Table CONCERT = new Table(
            "concert", List.of("concert_id"), "concert_id", List.of("title", "artist", "description", "seen"));

    static final Table SCHEDULE = new Table(
            "schedule",
            List.of("schedule_id"),
            "schedule_id",
            List.of(
                    "concert_id",
                    "venue",
                    "starts_at",
                    "sales_open_at",
                    "sales_close_at",
                    "cancel_until",
                    "cancelled",
                    "seats",
                    "from_amount",
                    "currency",
                    "seen"));

    static final Table PLAN = new Table("seat_plan", List.of("schedule_id"), "schedule_id", List.of("seen"));

    static final Table SECTION = new Table(
            "seat_plan_section",
            List.of("schedule_id", "position"),
            "schedule_id",
            List.of("name", "grade", "row_count", "seats_per_row", "amount", "currency"));

    static Sheet concert(List<Told<ConcertEvent>> events) {
        var sheet = new Sheet();
        for (var told : events) {
            var row = sheet.row(CONCERT, told.event().concertId().value()).saw(told.sequence());
            switch (told.event()) {
                case ConcertAnnounced it ->
                    row.with("title", it.title()).with("artist", it.artist()).with("description", it.description());
            }
        }
        return sheet;
    }

    static Sheet schedule(List<Told<ScheduleEvent>> events) {
        var sheet = new Sheet();
        for (var told : events) {
            var row = sheet.row(SCHEDULE, told.event().scheduleId().value()).saw(told.sequence());
            switch (told.event()) {
                case ScheduleOpened it -> opened(row, it);
                case ScheduleCancelled _ -> row.with("cancelled", true);
            }
        }
        return sheet;
    }

    private static void opened(Sheet.Row row, ScheduleOpened opened) {
        var terms = opened.terms();
        long seats = 0;
        Money cheapest = terms.sections().getFirst().price();
        for (var section : terms.sections()) {
            seats += (long) section.rows() * section.seatsPerRow();
            cheapest = section.price().amount() < cheapest.amount() ? section.price() : cheapest;
        }
        row.with("concert_id", opened.concertId().value())
                .with("venue", terms.venue())
                .with("starts_at", terms.startsAt())
                .with("sales_open_at", terms.salesOpenAt())
                .with("sales_close_at", terms.salesCloseAt())
                .with("cancel_until", terms.cancelUntil())
                .with("cancelled", false)
                .with("seats", seats)
                .with("from_amount", cheapest.amount())
                .with("currency", cheapest.currency());
    }

    static Sheet plan(List<Told<ScheduleEvent>> events) {
        var sheet = new Sheet();
        for (var told : events) {
            var schedule = told.event().scheduleId().value();
            sheet.row(PLAN, schedule).saw(told.sequence());
            switch (told.event()) {
                case ScheduleOpened it -> sections(sheet, schedule, it);
                case ScheduleCancelled _ -> {} // the house stays as it is
            }
        }
        return sheet;
    }

    private static void sections(Sheet sheet, String schedule, ScheduleOpened opened) {
        int position = 0;
        for (var section : opened.terms().sections()) {
            sheet.row(SECTION, schedule, position)
                    .with("name", section.name())
                    .with("grade", section.grade())
                    .with("row_count", section.rows())
                    .with("seats_per_row", section.seatsPerRow())
                    .with("amount", section.price().amount())
                    .with("currency", section.price().currency());
            position++;
        }
    }

    private CatalogueBooks() {}
}
