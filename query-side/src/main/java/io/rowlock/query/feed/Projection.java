package io.rowlock.query.feed;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Answers one question from the events of one kind of stream.
 *
 * <p>It is given the events of a stream in their order, some of them more than once. It folds them in memory: the rows
 * of a whole batch are fetched before and written after, in the transaction that also holds how far the feed has been
 * followed. It touches no database itself, so that a rebuild can have the same events folded into other tables.
 *
 * @param <E> the sealed interface of those events
 */
public interface Projection<E> {
    Class<E> follows();

    /** Those of one group are carried forward, stopped and rebuilt together. */
    String group();

    /** Everything that it fills. */
    List<Table<?>> tables();

    /** Names the rows that this event may change. */
    void wants(E event, Wanted rows);

    /**
     * Returns whether this was news; false when the rows had seen the event before.
     *
     * <p>An event that it cannot take leaves everything as it was.
     */
    boolean apply(E event, Mark mark, Sheet sheet);

    /** How far each of these streams was followed, told from the rows; a stream that was never seen is left out. */
    Map<String, Long> followed(Collection<String> streams);
}
