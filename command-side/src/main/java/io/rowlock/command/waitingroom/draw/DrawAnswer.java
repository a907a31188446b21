package io.rowlock.command.waitingroom.draw;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.waitingroom.room.Draw;
import io.rowlock.command.waitingroom.room.DrawRound;
import io.rowlock.fairness.QueueProof;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What anybody may know of a draw.
 *
 * @param commitment the SHA-256 of the seed, from the beginning
 * @param seed once it is drawn; before, a secret
 * @param places how many were drawn
 * @param listDigest stands for all of them in the order in which they came
 */
record DrawAnswer(
        ScheduleId scheduleId,
        int round,
        String algorithm,
        String commitment,
        Instant opensAt,
        @Nullable String seed,
        @Nullable Long places,
        @Nullable String listDigest) {
    static DrawAnswer of(DrawRound round) {
        var draw = round.draw();
        return new DrawAnswer(
                round.schedule(),
                round.number(),
                QueueProof.ALGORITHM,
                round.commitment(),
                round.opensAt(),
                draw.map(Draw::seed).orElse(null),
                draw.map(Draw::places).orElse(null),
                draw.map(Draw::listDigest).orElse(null));
    }
}
