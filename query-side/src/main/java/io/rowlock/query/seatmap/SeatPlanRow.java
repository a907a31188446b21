package io.rowlock.query.seatmap;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.Section;
import io.rowlock.query.feed.FollowingRow;
import io.rowlock.query.feed.Table;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Which seats an evening has at all. */
@Entity
@jakarta.persistence.Table(name = "seat_plan")
@SuppressWarnings("NullAway.Init") // JPA fills in the id
class SeatPlanRow extends FollowingRow {
    static final Table<SeatPlanRow> PLANS = Table.<SeatPlanRow>called("seat_plan")
            .text("schedule_id", row -> row.scheduleId)
            .bigint("seen", SeatPlanRow::seen)
            .readBy(cells -> new SeatPlanRow(cells.text("schedule_id")));

    static final Table<SectionOfPlan> SECTIONS = Table.<SectionOfPlan>called("seat_plan_section")
            .text("schedule_id", row -> row.schedule().value())
            .integer("position", SectionOfPlan::position)
            .text("name", row -> row.section().name())
            .text("grade", row -> row.section().grade())
            .integer("row_count", row -> row.section().rows())
            .integer("seats_per_row", row -> row.section().seatsPerRow())
            .bigint("amount", row -> row.section().price().amount())
            .text("currency", row -> row.section().price().currency())
            .onlyAddedTo();

    /** A section as it is written: once, when the evening is opened. */
    record SectionOfPlan(ScheduleId schedule, int position, Section section) {
        static List<SectionOfPlan> of(ScheduleOpened opened) {
            var sections = opened.terms().sections();
            return IntStream.range(0, sections.size())
                    .mapToObj(position -> new SectionOfPlan(opened.scheduleId(), position, sections.get(position)))
                    .toList();
        }
    }

    @Id
    private String scheduleId;

    @ElementCollection
    @CollectionTable(name = "seat_plan_section", joinColumns = @JoinColumn(name = "schedule_id"))
    @OrderColumn(name = "position")
    private List<PlannedSection> sections = new ArrayList<>();

    /** A block of equally long rows. */
    @Embeddable
    record PlannedSection(
            String name,
            String grade,
            @Column(name = "row_count") int rows,
            int seatsPerRow,
            long amount,
            String currency) {
        Section asSection() {
            return new Section(name, grade, rows, seatsPerRow, new Money(amount, currency));
        }
    }

    SeatPlanRow(String scheduleId) {
        this.scheduleId = scheduleId;
    }

    List<Section> sections() {
        return sections.stream().map(PlannedSection::asSection).toList();
    }

    /** JPA makes rows from this. */
    protected SeatPlanRow() {}
}
