package io.rowlock.query.feed;

import java.util.Collection;
import java.util.Map;

/**
 * Answers one question from the events of one kind of stream.
 *
 * <p>It is given the events of a stream in their order, some of them more than once, inside a transaction that also
 * holds how far the feed has been followed.
 *
 * @param <E> the sealed interface of those events
 */
public interface Projection<E> {
    Class<E> follows();

    /** Those of one group are carried forward, stopped and rebuilt together. */
    String group();

    /** Returns whether this was news; false when the rows had seen the event before. */
    boolean apply(E event, Mark mark);

    /** How far each of these streams was followed, told from the rows; a stream that was never seen is left out. */
    Map<String, Long> followed(Collection<String> streams);

    /** Forgets everything, so that the whole log can be followed again. */
    void clear();
}
