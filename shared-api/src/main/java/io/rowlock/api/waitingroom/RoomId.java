package io.rowlock.api.waitingroom;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowlock.api.catalogue.ScheduleId;

/** The one waiting room of an evening, for example {@code room/sch-2m6x9d4v8q1c7ktz}. */
public record RoomId(ScheduleId schedule) {
    private static final String BEGINNING = "room/";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static RoomId of(String text) {
        if (!text.startsWith(BEGINNING)) {
            throw new IllegalArgumentException("A room id is " + BEGINNING + " and a schedule");
        }
        return new RoomId(new ScheduleId(text.substring(BEGINNING.length())));
    }

    /** Axon names the event stream with this text, so its form is a contract. */
    @JsonValue
    @Override
    public String toString() {
        return BEGINNING + schedule;
    }
}
