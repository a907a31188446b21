package io.rowlock.command.waitingroom.queue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the queue is kept.
 *
 * @param step the time between two steps of admitting; a second, or an even part of one
 * @param looksAtMost how many turns one call to Redis looks at, which bounds how long it takes
 * @param mostEntries how many may ever enter one round, those who left and came back counted each time
 * @param passedOverAfter whoever has not asked for as long is passed over when their turn comes
 * @param keptFor for how long they keep their place then
 * @param gatherAgain how long everybody has to enter anew after a loss, before it is drawn again
 * @param lostAfter a round that Redis knows nothing of is taken for lost so long after its beginning
 * @param toldEvery how old the answer may be that is the same for all
 * @param forgottenAfter how long Redis keeps a room that nobody tends any more
 */
@ConfigurationProperties("rowlock.waiting-room.queue")
record QueueSettings(
        Duration step,
        int looksAtMost,
        int mostEntries,
        Duration passedOverAfter,
        Duration keptFor,
        Duration gatherAgain,
        Duration lostAfter,
        Duration toldEvery,
        Duration forgottenAfter) {
    private static final Duration SECOND = Duration.ofSeconds(1);

    QueueSettings {
        if (step.toMillis() < 10 || SECOND.toMillis() % step.toMillis() != 0) {
            // With any other step some seconds would have one step more than their share.
            throw new IllegalArgumentException(
                    "rowlock.waiting-room.queue.step must be a second or an even part of it, at least 10ms, was "
                            + step);
        }
        if (looksAtMost < 10 || looksAtMost > 20_000) {
            throw new IllegalArgumentException(
                    "rowlock.waiting-room.queue.looks-at-most must be 10 to 20000, was " + looksAtMost);
        }
        if (mostEntries < 1 || mostEntries > 20_000_000) {
            throw new IllegalArgumentException(
                    "rowlock.waiting-room.queue.most-entries must be 1 to 20000000, was " + mostEntries);
        }
        mustBeBetween("passed-over-after", passedOverAfter, SECOND, Duration.ofHours(1));
        mustBeBetween("kept-for", keptFor, SECOND, Duration.ofHours(24));
        mustBeBetween("gather-again", gatherAgain, SECOND, Duration.ofHours(1));
        mustBeBetween("lost-after", lostAfter, SECOND, Duration.ofMinutes(10));
        mustBeBetween("told-every", toldEvery, Duration.ofMillis(10), Duration.ofSeconds(10));
        mustBeBetween("forgotten-after", forgottenAfter, Duration.ofHours(25), Duration.ofDays(30));
    }

    private static void mustBeBetween(String name, Duration time, Duration least, Duration most) {
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.waiting-room.queue." + name + " must be " + least + " to " + most + ", was " + time);
        }
    }
}
