package io.rowlock.query.seatmap;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.Section;
import io.rowlock.query.platform.NotFound;
import io.rowlock.query.platform.NotFound.What;
import io.rowlock.query.seatmap.SeatMapView.Block;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Draws seat maps: the plan, with the touched seats drawn over it. */
@Component
class SeatMapArtist {
    private final SeatPlans plans;
    private final Seats seats;
    private final Clock clock;

    SeatMapArtist(SeatPlans plans, Seats seats, Clock clock) {
        this.plans = plans;
        this.seats = seats;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public SeatMapView draw(ScheduleId schedule) {
        var plan = plans.findById(schedule.value()).orElseThrow(() -> new NotFound(What.SCHEDULE_NOT_FOUND));
        var now = clock.instant();
        var touched = seats.touched(schedule.value());
        return new SeatMapView(
                schedule.value(),
                touched.stream().mapToLong(seat -> seat.seen() + 1).sum(),
                now,
                drawn(plan.sections(), touched, now));
    }

    private static List<Block> drawn(List<Section> sections, List<Seats.Touched> touched, Instant now) {
        var canvas = new HashMap<String, char[]>();
        var byName = new HashMap<String, Section>();
        for (var section : sections) {
            var states = new char[Math.toIntExact(section.seats())];
            Arrays.fill(states, SeatState.AVAILABLE);
            canvas.put(section.name(), states);
            byName.put(section.name(), section);
        }
        for (var seat : touched) {
            var section = byName.get(seat.section());
            var states = canvas.get(seat.section());
            if (section != null
                    && states != null
                    && seat.row() <= section.rows()
                    && seat.number() <= section.seatsPerRow()) {
                states[(seat.row() - 1) * section.seatsPerRow() + seat.number() - 1] =
                        seat.state().shownAt(now, seat.heldUntil());
            }
        }
        return sections.stream()
                .map(section -> new Block(
                        section.name(),
                        section.grade(),
                        section.price(),
                        section.rows(),
                        section.seatsPerRow(),
                        String.valueOf(canvas.get(section.name()))))
                .toList();
    }
}
