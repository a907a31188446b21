package io.rowlock.api.seat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowlock.api.catalogue.ScheduleId;

/** One seat on one evening, for example {@code sch-2m6x9d4v8q1c7ktz/A-12-7}. */
public record SeatId(ScheduleId schedule, SeatName name) implements Comparable<SeatId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SeatId of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("A seat id is a schedule and a seat name, joined by a slash");
        }
        return new SeatId(new ScheduleId(text.substring(0, slash)), SeatName.of(text.substring(slash + 1)));
    }

    @Override
    public int compareTo(SeatId other) {
        return toString().compareTo(other.toString());
    }

    /** Axon names the event stream with this text, so its form is a contract. */
    @JsonValue
    @Override
    public String toString() {
        return schedule + "/" + name;
    }
}
