package io.rowlock.command.waitingroom.entrance;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.waitingroom.left.Left;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a buyer stands, as they are told it.
 *
 * @param position counts from 1, once it is drawn; with it and {@code GET /api/queue/serving} everybody can work out by
 *     themselves how many are ahead: {@code position - 1 - serving + first}
 * @param ahead how many come first, at most
 * @param estimatedWait if it goes on as measured; nothing while that is not known
 * @param pollAfter in how many seconds to ask again, for those who do not stay on the stream
 * @param opensAt when the room opens, or opened, and those who came before are drawn
 * @param admission once admitted
 * @param receipt by which the buyer finds themselves in the list of the draw, which names nobody
 * @param notice what everybody is told, if anything
 */
record Whereabouts(
        ScheduleId scheduleId,
        Standing state,
        @Nullable Long position,
        @Nullable Long ahead,
        @Nullable Duration estimatedWait,
        long pollAfter,
        Instant opensAt,
        @Nullable Shown admission,
        @Nullable String receipt,
        boolean paused,
        @Nullable String notice,
        Left left) {
    enum Standing {
        PREQUEUE,
        WAITING,
        ADMITTED,
        NOT_QUEUED
    }

    /** What is shown at the gate, in the header {@code X-Queue-Token}. */
    record Shown(String token, Instant expiresAt) {}

    /** What a buyer should know at once if it is another; the rest moves all the time. */
    boolean tellsTheSameBesidesDistanceAs(Whereabouts other) {
        return withoutDistance().equals(other.withoutDistance());
    }

    private Whereabouts withoutDistance() {
        return new Whereabouts(
                scheduleId, state, position, null, null, 0, opensAt, admission, receipt, paused, notice, left);
    }
}
