package io.rowlock.query.seatmap;

import io.rowlock.api.catalogue.ScheduleEvent;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.query.feed.Followed;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Projection;
import java.util.Collection;
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
        return "seatmap";
    }

    @Override
    public boolean apply(ScheduleEvent event, Mark mark) {
        var id = event.scheduleId().value();
        var plan = plans.findById(id).orElseGet(() -> new SeatPlanRow(id));
        if (!plan.isNext(mark)) {
            return false;
        }
        switch (event) {
            case ScheduleOpened opened -> plan.open(opened);
            case ScheduleCancelled _ -> {} // the house stays as it is
        }
        plan.saw(mark);
        plans.save(plan);
        return true;
    }

    @Override
    public Map<String, Long> followed(Collection<String> streams) {
        return Followed.asMap(plans.followed(streams));
    }

    @Override
    public void clear() {
        plans.forget();
    }
}
