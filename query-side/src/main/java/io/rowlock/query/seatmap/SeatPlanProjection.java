package io.rowlock.query.seatmap;

import io.rowlock.api.catalogue.ScheduleEvent;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.query.feed.Followed;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Projection;
import io.rowlock.query.feed.Sheet;
import io.rowlock.query.feed.Table;
import io.rowlock.query.feed.Wanted;
import io.rowlock.query.seatmap.SeatPlanRow.SectionOfPlan;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers: which seats does this evening have, and what do they cost? */
@Component
class SeatPlanProjection implements Projection<ScheduleEvent> {
    private final SeatPlans plans;

    SeatPlanProjection(SeatPlans plans) {
        this.plans = plans;
    }

    @Override
    public Class<ScheduleEvent> follows() {
        return ScheduleEvent.class;
    }

    @Override
    public String group() {
        return SeatMapProjection.GROUP;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(SeatPlanRow.PLANS, SeatPlanRow.SECTIONS);
    }

    @Override
    public void wants(ScheduleEvent event, Wanted rows) {
        rows.row(SeatPlanRow.PLANS, event.scheduleId().value());
    }

    @Override
    public boolean apply(ScheduleEvent event, Mark mark, Sheet sheet) {
        var id = event.scheduleId().value();
        var plan = sheet.find(SeatPlanRow.PLANS, id).orElseGet(() -> new SeatPlanRow(id));
        if (!plan.isNext(mark)) {
            return false;
        }
        switch (event) {
            case ScheduleOpened opened ->
                SectionOfPlan.of(opened).forEach(section -> sheet.add(SeatPlanRow.SECTIONS, section));
            case ScheduleCancelled _ -> {} // the house stays as it is
        }
        plan.saw(mark);
        sheet.save(SeatPlanRow.PLANS, plan);
        return true;
    }

    @Override
    public Map<String, Long> followed(Collection<String> streams) {
        return Followed.asMap(plans.followed(streams));
    }
}
