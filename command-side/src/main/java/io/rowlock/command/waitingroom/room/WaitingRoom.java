package io.rowlock.command.waitingroom.room;

import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.BUYER_BLOCKED;
import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.DRAW_NOT_AS_COMMITTED;
import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.ROOM_CLOSED;
import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.ROOM_NOT_FOUND;
import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.ROOM_OPEN_ALREADY;
import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.TOO_MANY_BLOCKED;
import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.TOO_MANY_PRIORITY_PLACES;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.rowlock.api.waitingroom.RoomCommand.BlockBuyer;
import io.rowlock.api.waitingroom.RoomCommand.ChangePolicy;
import io.rowlock.api.waitingroom.RoomCommand.CloseRoom;
import io.rowlock.api.waitingroom.RoomCommand.EndAdmission;
import io.rowlock.api.waitingroom.RoomCommand.GivePriority;
import io.rowlock.api.waitingroom.RoomCommand.GiveUpPlaces;
import io.rowlock.api.waitingroom.RoomCommand.OpenRoomNow;
import io.rowlock.api.waitingroom.RoomCommand.PrepareRoom;
import io.rowlock.api.waitingroom.RoomCommand.PublishDraw;
import io.rowlock.api.waitingroom.RoomCommand.UnblockBuyer;
import io.rowlock.api.waitingroom.RoomCommand.WithdrawPriority;
import io.rowlock.api.waitingroom.RoomEvent;
import io.rowlock.api.waitingroom.RoomEvent.AdmissionEnded;
import io.rowlock.api.waitingroom.RoomEvent.BuyerBlocked;
import io.rowlock.api.waitingroom.RoomEvent.BuyerUnblocked;
import io.rowlock.api.waitingroom.RoomEvent.DrawPublished;
import io.rowlock.api.waitingroom.RoomEvent.OpenedEarly;
import io.rowlock.api.waitingroom.RoomEvent.PlacesLost;
import io.rowlock.api.waitingroom.RoomEvent.PolicyChanged;
import io.rowlock.api.waitingroom.RoomEvent.PriorityGiven;
import io.rowlock.api.waitingroom.RoomEvent.PriorityWithdrawn;
import io.rowlock.api.waitingroom.RoomEvent.RoomClosed;
import io.rowlock.api.waitingroom.RoomEvent.RoomPrepared;
import io.rowlock.api.waitingroom.RoomId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * The waiting room of one evening: when it opens, how it admits, and who did what to it.
 *
 * <p>Not remembered between commands: operators and keepers of the queue act on several instances, and what changes
 * nothing must be seen to change nothing.
 */
@Aggregate
class WaitingRoom {
    private static final int FIRST_ROUND = 1;

    @AggregateIdentifier
    private RoomId id;

    private @Nullable Standing standing;

    /** Prepared twice is prepared once, for a policy asks for it. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PrepareRoom command) {
        if (standing == null) {
            apply(new RoomPrepared(
                    command.roomId(), FIRST_ROUND, command.opensAt(), command.commitment(), command.policy()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ChangePolicy command) {
        var room = mustBeThere();
        if (!room.policy().equals(command.policy())) {
            apply(new PolicyChanged(id, command.by(), command.policy()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(OpenRoomNow command, Clock clock) {
        var room = mustNotBeClosed();
        // To the millisecond, which everybody along the way can keep.
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!now.isBefore(room.opensAt())) {
            throw new RoomRefused(ROOM_OPEN_ALREADY);
        }
        apply(new OpenedEarly(id, command.by(), now));
    }

    /** Closed twice is closed once. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CloseRoom command) {
        if (!mustBeThere().isClosed()) {
            apply(new RoomClosed(id, command.by()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(GivePriority command, RoomSettings settings) {
        var room = mustNotBeClosed();
        if (room.hasPriority(command.buyer())) {
            return;
        }
        if (room.isBlocked(command.buyer())) {
            throw new RoomRefused(BUYER_BLOCKED);
        }
        if (room.priorityPlaces() >= settings.mostPriority()) {
            throw new RoomRefused(TOO_MANY_PRIORITY_PLACES);
        }
        apply(new PriorityGiven(id, command.by(), command.buyer()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(WithdrawPriority command) {
        if (mustBeThere().hasPriority(command.buyer())) {
            apply(new PriorityWithdrawn(id, command.by(), command.buyer()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(BlockBuyer command, RoomSettings settings) {
        var room = mustBeThere();
        if (room.isBlocked(command.buyer())) {
            return;
        }
        if (room.blocked() >= settings.mostBlocked()) {
            throw new RoomRefused(TOO_MANY_BLOCKED);
        }
        apply(new BuyerBlocked(id, command.by(), command.buyer()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(UnblockBuyer command) {
        if (mustBeThere().isBlocked(command.buyer())) {
            apply(new BuyerUnblocked(id, command.by(), command.buyer()));
        }
    }

    /** Who is in is not known here, so it is recorded each time. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(EndAdmission command) {
        var _ = mustBeThere();
        apply(new AdmissionEnded(id, command.by(), command.buyer()));
    }

    /** Once a round, and by the seed that was committed to: what everybody checks afterwards holds from the start. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PublishDraw command) {
        var room = mustBeThere();
        if (command.round() != room.round() || room.isDrawn()) {
            return;
        }
        if (!isHashOf(command.seed(), room.commitment())) {
            throw new RoomRefused(DRAW_NOT_AS_COMMITTED);
        }
        apply(new DrawPublished(id, command.round(), command.seed(), command.places(), command.listDigest()));
    }

    /** However many instances notice the loss, one new round begins; in a room that is closed there is none to begin. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(GiveUpPlaces command) {
        var room = mustBeThere();
        if (command.lostRound() == room.round() && !room.isClosed()) {
            apply(new PlacesLost(id, room.round(), room.round() + 1, command.commitment(), command.opensAt()));
        }
    }

    private Standing mustBeThere() {
        if (standing == null) {
            throw new RoomRefused(ROOM_NOT_FOUND);
        }
        return standing;
    }

    private Standing mustNotBeClosed() {
        var room = mustBeThere();
        if (room.isClosed()) {
            throw new RoomRefused(ROOM_CLOSED);
        }
        return room;
    }

    private static boolean isHashOf(String seed, String commitment) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(seed));
            return HexFormat.of().formatHex(hash).equals(commitment);
        } catch (IllegalArgumentException _) {
            return false; // not even a seed
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has it
        }
    }

    @EventSourcingHandler
    void on(RoomEvent event) {
        if (event instanceof RoomPrepared prepared) {
            id = prepared.roomId();
            standing = new Standing(prepared);
        } else if (standing != null) {
            standing.remember(event);
        }
    }

    /** Axon starts every replay from this room that was never prepared. */
    @SuppressWarnings("NullAway.Init") // the first event names it
    WaitingRoom() {}
}
