package io.rowlock.query.feed;

/** An event together with where it stands in the log. */
record Told<E>(E event, Mark mark) {}
