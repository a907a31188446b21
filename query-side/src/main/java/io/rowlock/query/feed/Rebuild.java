package io.rowlock.query.feed;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the last rebuild of a projection comes along, or what came of it.
 *
 * @param instance the one that does it
 * @param done records of the topic that are folded
 * @param inAll records there are
 * @param differences rows that were not as they should have been
 * @param outcome how it ended, in words; null while it goes on
 */
public record Rebuild(
        String instance,
        Phase phase,
        Instant startedAt,
        Instant toldAt,
        long done,
        long inAll,
        long differences,
        @Nullable String outcome) {
    /** What is being done, in the order in which it is done; then one of the three ways in which it can have ended. */
    public enum Phase {
        FOLDING,
        INDEXING,
        COMPARING,
        SWITCHING,
        /** The new tables are the live ones. */
        DONE,
        /** Rows would have gone back, so nothing was changed. */
        REFUSED,
        /** Something went wrong or away, so nothing was changed. */
        FAILED
    }

    public boolean isUnderWay() {
        return phase.compareTo(Phase.DONE) < 0;
    }

    public int percent() {
        return inAll == 0 ? 100 : Math.toIntExact(Math.min(100, 100 * done / inAll));
    }

    /** Records a second since it began. */
    public long perSecond() {
        return done * 1_000 / Math.max(1, Duration.between(startedAt, toldAt).toMillis());
    }

    /** When it should have folded everything, if it goes on like this. */
    public @Nullable Instant expectedEnd() {
        return isUnderWay() && perSecond() > 0 ? toldAt.plusSeconds(Math.max(0, inAll - done) / perSecond()) : null;
    }
}
