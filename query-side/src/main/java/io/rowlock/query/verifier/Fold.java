package io.rowlock.query.verifier;

import java.util.List;

/**
 * What the read model should say about one thing, told from its events.
 *
 * <p>Written a second time on purpose: a fold that shared a line with the projection that it is to check would share its
 * mistakes.
 */
@FunctionalInterface
interface Fold<E> {
    /** The rows, from the events in their order. */
    Sheet of(List<Told<E>> events);
}
