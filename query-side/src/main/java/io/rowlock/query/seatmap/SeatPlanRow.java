package io.rowlock.query.seatmap;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.api.catalogue.Section;
import io.rowlock.query.feed.FollowingRow;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** Which seats an evening has at all. */
@Entity
@Table(name = "seat_plan")
@SuppressWarnings("NullAway.Init") // JPA fills in the id
class SeatPlanRow extends FollowingRow {
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

    void open(ScheduleOpened opened) {
        sections.clear();
        for (var section : opened.terms().sections()) {
            sections.add(new PlannedSection(
                    section.name(),
                    section.grade(),
                    section.rows(),
                    section.seatsPerRow(),
                    section.price().amount(),
                    section.price().currency()));
        }
    }

    List<Section> sections() {
        return sections.stream().map(PlannedSection::asSection).toList();
    }

    @Override
    public String getId() {
        return scheduleId;
    }

    /** JPA makes rows from this. */
    protected SeatPlanRow() {}
}
