package io.rowlock.command.waitingroom.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a waiting room has come: the same for all who wait.
 *
 * @param serving all turns before this one have come
 * @param waiting how many wait
 * @param inside how many are in
 * @param passedOver how many were not there when their turn came, and may still come back
 * @param admitted how many were admitted in this round so far
 * @param noShows how many were not there in time, and lost their places
 * @param admittedPerSecond as measured over the last half minute; empty while there is nothing to go by
 * @param turnsPerSecond of these some are nobody's any more, so they go faster
 * @param asOf by Redis' clock
 */
public record Serving(
        long serving,
        long waiting,
        long inside,
        long passedOver,
        long admitted,
        long noShows,
        OptionalDouble admittedPerSecond,
        OptionalDouble turnsPerSecond,
        Instant asOf) {
    /** How long somebody with so many ahead has to wait, if it goes on like this; empty where that would be a guess. */
    public Optional<Duration> waitFor(long ahead) {
        return turnsPerSecond.isPresent() && turnsPerSecond.getAsDouble() > 0
                ? Optional.of(Duration.ofMillis(Math.round(1_000 * ahead / turnsPerSecond.getAsDouble())))
                : Optional.empty();
    }
}
