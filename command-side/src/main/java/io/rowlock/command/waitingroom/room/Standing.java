package io.rowlock.command.waitingroom.room;

import io.rowlock.api.identity.BuyerId;
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
import io.rowlock.api.waitingroom.RoomPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How it stands with a room, event by event; both the rules and those who only look go by it. */
final class Standing {
    private final RoomId id;
    private final Set<BuyerId> blocked = new LinkedHashSet<>();
    private final Set<BuyerId> priority = new LinkedHashSet<>();
    private final List<DrawRound> lostRounds = new ArrayList<>();
    private int round;
    private Instant opensAt;
    private String commitment;
    private RoomPolicy policy;
    private Optional<Draw> draw = Optional.empty();
    private Optional<Instant> openedEarly = Optional.empty();
    private boolean closed;

    Standing(RoomPrepared prepared) {
        id = prepared.roomId();
        round = prepared.round();
        opensAt = prepared.opensAt();
        commitment = prepared.commitment();
        policy = prepared.policy();
    }

    void remember(RoomEvent event) {
        switch (event) {
            case RoomPrepared _, AdmissionEnded _ -> {} // the first was remembered when this was made
            case PolicyChanged changed -> policy = changed.policy();
            case OpenedEarly opened -> {
                opensAt = opened.opensAt();
                openedEarly = openedEarly.or(() -> Optional.of(opened.opensAt()));
            }
            case RoomClosed _ -> closed = true;
            case PriorityGiven given -> priority.add(given.buyer());
            case PriorityWithdrawn withdrawn -> priority.remove(withdrawn.buyer());
            case BuyerBlocked barred -> {
                blocked.add(barred.buyer());
                priority.remove(barred.buyer());
            }
            case BuyerUnblocked unblocked -> blocked.remove(unblocked.buyer());
            case DrawPublished published -> draw = Optional.of(Draw.of(published));
            case PlacesLost lost -> {
                lostRounds.add(asDrawRound());
                round = lost.round();
                commitment = lost.commitment();
                opensAt = lost.opensAt();
                draw = Optional.empty();
            }
        }
    }

    boolean isBlocked(BuyerId buyer) {
        return blocked.contains(buyer);
    }

    boolean hasPriority(BuyerId buyer) {
        return priority.contains(buyer);
    }

    int blocked() {
        return blocked.size();
    }

    int priorityPlaces() {
        return priority.size();
    }

    int round() {
        return round;
    }

    Instant opensAt() {
        return opensAt;
    }

    String commitment() {
        return commitment;
    }

    RoomPolicy policy() {
        return policy;
    }

    boolean isDrawn() {
        return draw.isPresent();
    }

    boolean isClosed() {
        return closed;
    }

    /** First to last. */
    List<DrawRound> rounds() {
        var rounds = new ArrayList<>(lostRounds);
        rounds.add(asDrawRound());
        return List.copyOf(rounds);
    }

    private DrawRound asDrawRound() {
        return new DrawRound(id.schedule(), round, opensAt, commitment, draw);
    }

    Room asRoom() {
        return new Room(
                id.schedule(),
                round,
                opensAt,
                commitment,
                policy,
                draw,
                openedEarly,
                closed,
                blocked,
                List.copyOf(priority));
    }
}
