package io.rowlock.query.catalogue;

import io.rowlock.api.catalogue.ScheduleEvent;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.query.feed.Followed;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Projection;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers: on which evenings is it played, and when can seats be had? */
@Component
class SchedulesProjection implements Projection<ScheduleEvent> {
    private final Schedules schedules;

    SchedulesProjection(Schedules schedules) {
        this.schedules = schedules;
    }

    @Override
    public Class<ScheduleEvent> follows() {
        return ScheduleEvent.class;
    }

    @Override
    public String group() {
        return "catalogue";
    }

    @Override
    public boolean apply(ScheduleEvent event, Mark mark) {
        var id = event.scheduleId().value();
        var row = schedules.findById(id).orElseGet(() -> new ScheduleRow(id));
        if (!row.isNext(mark)) {
            return false;
        }
        switch (event) {
            case ScheduleOpened opened -> row.open(opened);
            case ScheduleCancelled _ -> row.cancel();
        }
        row.saw(mark);
        schedules.save(row);
        return true;
    }

    @Override
    public Map<String, Long> followed(Collection<String> streams) {
        return Followed.asMap(schedules.followed(streams));
    }

    @Override
    public void clear() {
        schedules.forget();
    }
}
