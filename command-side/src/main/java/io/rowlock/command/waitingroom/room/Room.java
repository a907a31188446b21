package io.rowlock.command.waitingroom.room;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.waitingroom.RoomId;
import io.rowlock.api.waitingroom.RoomPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A waiting room as the log has it.
 *
 * @param round counts from 1; another one begins when the order of one is lost
 * @param opensAt when the round is drawn and the first of it are admitted
 * @param commitment the hash of the seed by which the round is drawn
 * @param draw how the round was drawn, once it is
 * @param openedEarly when an operator opened it, if one did
 * @param closed whether nobody is admitted any more
 * @param priority those who are admitted before the others, in this order
 */
public record Room(
        ScheduleId schedule,
        int round,
        Instant opensAt,
        String commitment,
        RoomPolicy policy,
        Optional<Draw> draw,
        Optional<Instant> openedEarly,
        boolean closed,
        Set<BuyerId> blocked,
        List<BuyerId> priority) {
    public Room {
        blocked = Set.copyOf(blocked);
        priority = List.copyOf(priority);
    }

    public RoomId roomId() {
        return new RoomId(schedule);
    }

    public DrawRound asDrawRound() {
        return new DrawRound(schedule, round, opensAt, commitment, draw);
    }

    public boolean hasOpenedAt(Instant now) {
        return !now.isBefore(opensAt);
    }

    /** Those who had a place in an earlier round have none in this one until they enter again. */
    public boolean hasLostPlaces() {
        return round > 1;
    }
}
