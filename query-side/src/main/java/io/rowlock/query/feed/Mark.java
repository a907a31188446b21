package io.rowlock.query.feed;

import java.time.Instant;

/**
 * Where an event stands in the log and when it happened.
 *
 * @param sequence its number in its stream, from 0
 */
public record Mark(String stream, long sequence, Instant at) {}
