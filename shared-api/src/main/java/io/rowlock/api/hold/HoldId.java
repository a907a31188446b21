package io.rowlock.api.hold;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowlock.api.IdText;
import io.rowlock.api.catalogue.ScheduleId;

/** One hold of one schedule, for example {@code sch-2m6x9d4v8q1c7ktz.9w3f6h1b5n8r2yjd}: the schedule, then the hold's own mark. */
public record HoldId(ScheduleId schedule, String mark) {
    public HoldId {
        IdText.require("A hold's mark", mark);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static HoldId of(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("A hold id is a schedule and a mark, joined by a dot");
        }
        return new HoldId(new ScheduleId(text.substring(0, dot)), text.substring(dot + 1));
    }

    /** The stored form. */
    @JsonValue
    @Override
    public String toString() {
        return schedule + "." + mark;
    }
}
