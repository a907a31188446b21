package io.rowlock.query.catalogue;

import io.rowlock.api.catalogue.ScheduleEvent;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.query.feed.Followed;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Projection;
import io.rowlock.query.feed.Sheet;
import io.rowlock.query.feed.Table;
import io.rowlock.query.feed.Wanted;
import java.util.Collection;
import java.util.List;
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
    public List<Table<?>> tables() {
        return List.of(ScheduleRow.SCHEDULES, ListedConcert.LISTED);
    }

    @Override
    public void wants(ScheduleEvent event, Wanted rows) {
        rows.row(ScheduleRow.SCHEDULES, event.scheduleId().value());
    }

    @Override
    public boolean apply(ScheduleEvent event, Mark mark, Sheet sheet) {
        var id = event.scheduleId().value();
        var row = sheet.find(ScheduleRow.SCHEDULES, id).orElseGet(() -> new ScheduleRow(id));
        if (!row.isNext(mark)) {
            return false;
        }
        switch (event) {
            case ScheduleOpened opened -> {
                row.open(opened);
                sheet.add(ListedConcert.LISTED, ListedConcert.of(row));
            }
            case ScheduleCancelled _ -> row.cancel();
        }
        row.saw(mark);
        sheet.save(ScheduleRow.SCHEDULES, row);
        return true;
    }

    @Override
    public Map<String, Long> followed(Collection<String> streams) {
        return Followed.asMap(schedules.followed(streams));
    }
}
