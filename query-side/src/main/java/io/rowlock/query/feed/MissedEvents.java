package io.rowlock.query.feed;

/** An event arrived before those it builds on. It waits as a dead letter: showing a wrong fold would be worse. */
public final class MissedEvents extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissedEvents(Mark arrived, long awaited) {
        super("Event " + arrived.sequence() + " of " + arrived.stream() + " arrived, but " + awaited + " never did");
    }
}
