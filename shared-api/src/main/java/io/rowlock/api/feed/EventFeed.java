package io.rowlock.api.feed;

/** The names that both ends of the feed must agree on. */
public final class EventFeed {
    /** Every event of every stream, keyed by its stream, so that a stream keeps its order. */
    public static final String TOPIC = "rowlock.events";

    private EventFeed() {}
}
