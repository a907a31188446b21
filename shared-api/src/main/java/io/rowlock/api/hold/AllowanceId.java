package io.rowlock.api.hold;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;

/** What one buyer has and may still take of one schedule, for example {@code sch-2m6x9d4v8q1c7ktz/buyer/usr-3k9q2m7d5x8v1tzc}. */
public record AllowanceId(ScheduleId schedule, BuyerId buyer) {
    private static final String BETWEEN = "/buyer/";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static AllowanceId of(String text) {
        int at = text.indexOf(BETWEEN);
        if (at < 0) {
            throw new IllegalArgumentException("An allowance id is a schedule and a buyer, joined by " + BETWEEN);
        }
        return new AllowanceId(
                new ScheduleId(text.substring(0, at)), new BuyerId(text.substring(at + BETWEEN.length())));
    }

    /** What the ids of all buyers of one schedule begin with. */
    public static String before(ScheduleId schedule) {
        return schedule + BETWEEN;
    }

    /** Axon names the event stream with this text, so its form is a contract. */
    @JsonValue
    @Override
    public String toString() {
        return schedule + BETWEEN + buyer;
    }
}
