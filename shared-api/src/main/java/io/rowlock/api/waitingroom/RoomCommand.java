package io.rowlock.api.waitingroom;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OperatorId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of a waiting room: by operators, and by those who keep its queue. */
public sealed interface RoomCommand {
    @TargetAggregateIdentifier
    RoomId roomId();

    /**
     * Has a room for an evening, before anybody waits.
     *
     * @param commitment the hash of the seed by which the first round is going to be drawn
     */
    record PrepareRoom(RoomId roomId, Instant opensAt, String commitment, RoomPolicy policy) implements RoomCommand {}

    record ChangePolicy(RoomId roomId, OperatorId by, RoomPolicy policy) implements RoomCommand {}

    /** Does not wait for the hour. */
    record OpenRoomNow(RoomId roomId, OperatorId by) implements RoomCommand {}

    /** Nobody is admitted any more, for good. */
    record CloseRoom(RoomId roomId, OperatorId by) implements RoomCommand {}

    /** A buyer is admitted before those who wait in line. */
    record GivePriority(RoomId roomId, OperatorId by, BuyerId buyer) implements RoomCommand {}

    record WithdrawPriority(RoomId roomId, OperatorId by, BuyerId buyer) implements RoomCommand {}

    /** A buyer is not admitted, and not in any more if they were. */
    record BlockBuyer(RoomId roomId, OperatorId by, BuyerId buyer) implements RoomCommand {}

    record UnblockBuyer(RoomId roomId, OperatorId by, BuyerId buyer) implements RoomCommand {}

    record EndAdmission(RoomId roomId, OperatorId by, BuyerId buyer) implements RoomCommand {}

    /**
     * Says by which seed a round was drawn, once nobody can join it any more.
     *
     * @param places how many there were to be drawn
     * @param listDigest stands for all of them, in the order in which they came
     */
    record PublishDraw(RoomId roomId, int round, String seed, long places, String listDigest) implements RoomCommand {}

    /**
     * The order of a round is lost, so everybody comes anew and is drawn again.
     *
     * @param commitment the hash of the seed by which the next round is going to be drawn
     */
    record GiveUpPlaces(RoomId roomId, int lostRound, String commitment, Instant opensAt) implements RoomCommand {}
}
