package io.rowlock.query.feed;

/** An event as it came in at the end of the topic, and where it stands there. */
public record Heard(Object event, Mark mark, int partition, long offset) {}
