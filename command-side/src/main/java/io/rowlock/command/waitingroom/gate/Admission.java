package io.rowlock.command.waitingroom.gate;

import io.rowlock.api.IdText;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The right of one buyer to send gated commands of one evening for a while.
 *
 * @param id the admission's own, by which it is called back
 * @param end from when on it does not count; to the second, as tokens know it
 */
public record Admission(String id, ScheduleId schedule, BuyerId buyer, Instant end) {
    public Admission {
        IdText.require("An admission's id", id);
        end = end.truncatedTo(ChronoUnit.SECONDS);
    }

    boolean hasEndedAt(Instant now) {
        return !now.isBefore(end);
    }
}
