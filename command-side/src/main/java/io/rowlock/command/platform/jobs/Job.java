package io.rowlock.command.platform.jobs;

import java.time.Instant;

/**
 * A kind of work that may fail, may take long, and must be done all the same.
 *
 * <p>Each piece of it is a row that outlives the process. It is attempted by one instance at a time, but possibly more
 * than once: an attempt must be safe to repeat.
 *
 * @param <T> what one piece of work is about; kept as JSON
 */
public interface Job<T> {
    /** Stored with each piece of work, so it is a contract. */
    String name();

    Class<T> about();

    /** What can wait is done when nothing else is due. */
    default boolean canWait() {
        return false;
    }

    /**
     * Tries once. An exception means the same as {@link Progress#NOT_YET}, and that somebody should look.
     *
     * @param since when this piece of work came up
     */
    Progress attempt(T piece, Instant since);

    /** How an attempt ended. */
    enum Progress {
        DONE,
        /** Nothing is wrong; it is to be tried again after a pause, which grows each time up to a bound. */
        NOT_YET
    }
}
