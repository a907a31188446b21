package io.rowlock.command.waitingroom.queue;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.platform.redis.RedisAway;

/** Redis is there, and a room's round is not: it has just begun, or it was lost. */
class RoundAbsent extends RedisAway {
    private static final long serialVersionUID = 1L;

    RoundAbsent(ScheduleId schedule, int round) {
        super("Round " + round + " of " + schedule + " is not there, not yet or not any more");
    }
}
