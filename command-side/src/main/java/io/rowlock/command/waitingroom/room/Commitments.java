package io.rowlock.command.waitingroom.room;

import io.rowlock.api.catalogue.ScheduleId;

/** Where a round's seed is drawn and kept secret; only its hash comes out before the round is drawn. */
@FunctionalInterface
public interface Commitments {
    /** The hash of the round's seed; asked twice, the same. */
    String commit(ScheduleId schedule, int round);
}
