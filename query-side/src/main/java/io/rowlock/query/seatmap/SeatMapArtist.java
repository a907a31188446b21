package io.rowlock.query.seatmap;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.query.feed.GroupProgress;
import io.rowlock.query.platform.NotFound;
import io.rowlock.query.platform.NotFound.What;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Knows a schedule's seats as the rows have them, and draws maps of them: the plan, with the touched seats over it. */
@Component
class SeatMapArtist {
    private final SeatPlans plans;
    private final Seats seats;
    private final GroupProgress progress;
    private final Clock clock;

    SeatMapArtist(SeatPlans plans, Seats seats, GroupProgress progress, Clock clock) {
        this.plans = plans;
        this.seats = seats;
        this.progress = progress;
        this.clock = clock;
    }

    /** What the rows say. */
    record Model(House house, List<Seats.Touched> touched) {}

    @Transactional(readOnly = true)
    public Model model(ScheduleId schedule) {
        var plan = plans.findById(schedule.value()).orElseThrow(() -> new NotFound(What.SCHEDULE_NOT_FOUND));
        return new Model(new House(plan.sections()), seats.touched(schedule.value()));
    }

    @Transactional(readOnly = true)
    public SeatMapView draw(ScheduleId schedule) {
        // Asked before the rows are read: they know that much at least.
        var followed = progress.of(SeatMapProjection.GROUP);
        var model = model(schedule);
        var now = clock.instant();
        var letters = new byte[model.house().seats()];
        Arrays.fill(letters, (byte) SeatState.AVAILABLE);
        long version = 0;
        for (var seat : model.touched()) {
            int index = model.house().indexOf(seat.section(), seat.row(), seat.number());
            if (index != House.NOWHERE) {
                letters[index] = (byte) seat.state().shownAt(now, seat.heldUntil());
                version += seat.seen() + 1;
            }
        }
        return new SeatMapView(
                schedule.value(),
                version,
                now,
                new Cursor(now, followed).encoded(),
                model.house().blocks(letters));
    }
}
