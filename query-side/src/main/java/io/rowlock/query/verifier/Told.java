package io.rowlock.query.verifier;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An event as the log has it.
 *
 * @param sequence its number in its stream, from 0
 * @param writtenAt when the log says it happened
 */
record Told<E>(E event, long sequence, Instant writtenAt) {
    /** When it happened, as far as the feed tells it: in milliseconds. */
    Instant at() {
        return writtenAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
