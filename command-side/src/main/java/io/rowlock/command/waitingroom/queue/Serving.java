package io.rowlock.command.waitingroom.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a waiting room has come: the same for all who wait.
 *
 * @param serving all turns before this one have come
 * @param first how many come before all who wait for their turn: they have priority, or missed their turn and came back
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
        long first,
        long waiting,
        long inside,
        long passedOver,
        long admitted,
        long noShows,
        OptionalDouble admittedPerSecond,
        OptionalDouble turnsPerSecond,
        Instant asOf) {
    /**
     * How long somebody has to wait, if it goes on like this; empty where that would be a guess.
     *
     * @param turns how many are ahead by their turn
     * @param others how many come before those; each of them takes an admission and no turn
     */
    public Optional<Duration> waitFor(long turns, long others) {
        return time(turns, turnsPerSecond)
                .flatMap(it -> time(others, admittedPerSecond).map(it::plus));
    }

    private static Optional<Duration> time(long many, OptionalDouble perSecond) {
        if (perSecond.isEmpty() || (many > 0 && perSecond.getAsDouble() <= 0)) {
            return Optional.empty();
        }
        return Optional.of(
                many == 0 ? Duration.ZERO : Duration.ofMillis(Math.round(1_000 * many / perSecond.getAsDouble())));
    }
}
