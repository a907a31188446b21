package io.rowlock.command.waitingroom.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * What somebody who asks is told, and how long ago they asked before.
 *
 * @param sinceLast to a tenth of a second; empty for who asks for the first time
 */
public record Polled(Place place, Optional<Duration> sinceLast) {}
