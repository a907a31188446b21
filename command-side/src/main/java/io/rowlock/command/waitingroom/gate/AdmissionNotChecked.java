package io.rowlock.command.waitingroom.gate;

import io.rowlock.command.platform.redis.RedisAway;

/** Nobody's fault and nobody's decision: whether an admission was ended cannot be found out now. */
final class AdmissionNotChecked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace, for while Redis is away all buyers of a sale get this; and with the cause as a text alone, for
     * whoever makes answers of exceptions looks at causes, too. */
    AdmissionNotChecked(RedisAway why) {
        super("Whether the admission still counts could not be found out: " + why.getMessage(), null, false, false);
    }
}
