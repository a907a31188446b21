package io.rowlock.command.waitingroom.queue;

import java.time.Instant;

/** How Redis knows an admission that bears a good signature. */
public sealed interface Checked {
    record Live() implements Checked {}

    /** Redis did not know it any more, and does now: it may have forgotten as well that it was ended. */
    record Restored() implements Checked {}

    /**
     * It was called back, given back, or used up.
     *
     * @param at whatever the buyer was given until then counts no more
     */
    record Ended(Instant at) implements Checked {}
}
