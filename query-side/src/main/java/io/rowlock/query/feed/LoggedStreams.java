package io.rowlock.query.feed;

import java.util.function.BiConsumer;

/** Streams as the log itself has them, for those of which the topic does not tell everything. */
public interface LoggedStreams {
    /** Tells all events of a stream in their order, or none if one of them cannot be read or there are too many. */
    <E> void tell(Class<E> events, String stream, BiConsumer<E, Mark> to);
}
