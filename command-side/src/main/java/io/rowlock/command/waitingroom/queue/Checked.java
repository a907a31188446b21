package io.rowlock.command.waitingroom.queue;

import java.time.Instant;

/** How Redis knows an admission that bears a good signature. */
public sealed interface Checked {
    record Live() implements Checked {}

    /**
     * Redis does not know it: its time is up, or it was lost. Then it is there again from now on, but with it Redis may have
     * lost that it was ended.
     */
    record Unknown() implements Checked {}

    /**
     * It was called back, given back, or used up.
     *
     * @param at whatever the buyer was given until then counts no more
     */
    record Ended(Instant at) implements Checked {}
}
