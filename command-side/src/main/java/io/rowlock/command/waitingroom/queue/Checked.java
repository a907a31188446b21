package io.rowlock.command.waitingroom.queue;

import java.time.Instant;

/** How Redis knows an admission that bears a good signature. */
public sealed interface Checked {
    record Live() implements Checked {}

    /**
     * Redis does not know it: it was lost, and with it perhaps that it was ended. As long as it is not
     * {@linkplain Queue#restore restored} this is what everybody is told about it.
     */
    record Unknown() implements Checked {}

    /** Its time is up, by the clock by which it was given. */
    record Over() implements Checked {}

    /**
     * It was called back, given back, or used up.
     *
     * @param at whatever the buyer was given until then counts no more
     */
    record Ended(Instant at) implements Checked {}
}
