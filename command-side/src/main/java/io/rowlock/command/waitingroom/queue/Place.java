package io.rowlock.command.waitingroom.queue;

import java.time.Instant;

/** How a buyer stands in a waiting room. */
public sealed interface Place {
    /** Never entered, left, was in, or was not there when their turn came and later. */
    record NotQueued() implements Place {}

    /** There is no room for one more. */
    record Full() implements Place {}

    /**
     * Waits to be drawn.
     *
     * @param arrival how many had entered before
     * @param receipt by which the buyer finds themselves in the list when it is published
     */
    record Prequeue(long arrival, String receipt) implements Place {}

    /**
     * Waits for a turn.
     *
     * @param turn when it is this buyer's turn, counted from 0
     * @param ahead how many come before, at most: a few of these may be nobody's any more
     * @param turnsAhead how many of these do so by their turn, which can only become fewer; the others have priority, or missed
     *     their turn and came back. None for who is one of those
     */
    record Waiting(long arrival, long turn, long ahead, long turnsAhead, String receipt) implements Place {}

    /**
     * Is in.
     *
     * @param admissionId what the admission is called as long as it lasts
     */
    record Admitted(String admissionId, Instant end, String receipt) implements Place {}
}
