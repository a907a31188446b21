package io.rowlock.api.waitingroom;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OperatorId;
import java.time.Instant;

/** What can have happened to a waiting room. Who waits where is not told here: that is kept in Redis, and may be lost. */
public sealed interface RoomEvent {
    RoomId roomId();

    /** There is a room, and its first round is going to be drawn by the seed whose hash is told here. */
    record RoomPrepared(RoomId roomId, int round, Instant opensAt, String commitment, RoomPolicy policy)
            implements RoomEvent {}

    record PolicyChanged(RoomId roomId, OperatorId by, RoomPolicy policy) implements RoomEvent {}

    record OpenedEarly(RoomId roomId, OperatorId by, Instant opensAt) implements RoomEvent {}

    /** For good. */
    record RoomClosed(RoomId roomId, OperatorId by) implements RoomEvent {}

    record PriorityGiven(RoomId roomId, OperatorId by, BuyerId buyer) implements RoomEvent {}

    record PriorityWithdrawn(RoomId roomId, OperatorId by, BuyerId buyer) implements RoomEvent {}

    /** Whoever is blocked has no priority either. */
    record BuyerBlocked(RoomId roomId, OperatorId by, BuyerId buyer) implements RoomEvent {}

    record BuyerUnblocked(RoomId roomId, OperatorId by, BuyerId buyer) implements RoomEvent {}

    record AdmissionEnded(RoomId roomId, OperatorId by, BuyerId buyer) implements RoomEvent {}

    /** From now on anybody can recompute the order in which the round is admitted. */
    record DrawPublished(RoomId roomId, int round, String seed, long places, String listDigest) implements RoomEvent {}

    /** A round's order was lost, and another round has begun. */
    record PlacesLost(RoomId roomId, int lostRound, int round, String commitment, Instant opensAt)
            implements RoomEvent {}
}
