package io.rowlock.command.waitingroom.gate;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * The right of one buyer to send gated commands of one evening for a while.
 *
 * @param id the admission's own, as the queue named it; it ends with a dot and the time at which it was given
 * @param end from when on it does not count; to the second, as tokens know it
 */
public record Admission(String id, ScheduleId schedule, BuyerId buyer, Instant end) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,48}\\.[0-9]{1,15}");

    public Admission {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("An admission's id must match " + ID);
        }
        end = end.truncatedTo(ChronoUnit.SECONDS);
    }

    boolean hasEndedAt(Instant now) {
        return !now.isBefore(end);
    }

    /** By Redis' clock. Whatever ends a buyer's admissions ends all that were given until then. */
    Instant givenAt() {
        return Instant.ofEpochMilli(Long.parseLong(id, id.lastIndexOf('.') + 1, id.length(), 10));
    }
}
