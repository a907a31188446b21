package io.rowlock.command.waitingroom.entrance;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.waitingroom.entrance.Whereabouts.Shown;
import io.rowlock.command.waitingroom.entrance.Whereabouts.Standing;
import io.rowlock.command.waitingroom.gate.Admission;
import io.rowlock.command.waitingroom.gate.AdmissionTokens;
import io.rowlock.command.waitingroom.left.WhatIsLeft;
import io.rowlock.command.waitingroom.queue.Place;
import io.rowlock.command.waitingroom.queue.Place.Admitted;
import io.rowlock.command.waitingroom.queue.Place.Full;
import io.rowlock.command.waitingroom.queue.Place.NotQueued;
import io.rowlock.command.waitingroom.queue.Place.Prequeue;
import io.rowlock.command.waitingroom.queue.Place.Waiting;
import io.rowlock.command.waitingroom.queue.Serving;
import io.rowlock.command.waitingroom.room.Room;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts into words where a buyer stands: the same ones for those who ask and for those who stay on the stream. */
@Component
class Telling {
    private final AdmissionTokens tokens;
    private final WhatIsLeft left;
    private final PollRule polls;
    private final Clock clock;

    Telling(AdmissionTokens tokens, WhatIsLeft left, PollRule polls, Clock clock) {
        this.tokens = tokens;
        this.left = left;
        this.polls = polls;
        this.clock = clock;
    }

    /** Whoever is blocked has no place, whatever Redis says: a block is known before it has been carried out. */
    Whereabouts of(Room room, BuyerId buyer, Place place, Optional<Serving> serving) {
        if (room.blocked().contains(buyer)) {
            return notQueued(room, "You are blocked from this waiting room.");
        }
        return switch (place) {
            case NotQueued _, Full _ -> notQueued(room, noticeForThoseWithoutAPlace(room));
            case Prequeue gathering ->
                state(
                        room,
                        Standing.PREQUEUE,
                        null,
                        null,
                        null,
                        polls.before(clock.instant(), room.opensAt()),
                        null,
                        gathering.receipt());
            case Waiting waiting -> waiting(room, waiting, serving);
            case Admitted admitted ->
                state(
                        room,
                        Standing.ADMITTED,
                        null,
                        null,
                        null,
                        polls.longest(),
                        shown(room, buyer, admitted),
                        admitted.receipt());
        };
    }

    private Whereabouts waiting(Room room, Waiting place, Optional<Serving> serving) {
        long turns = turnsAheadOf(place, serving);
        long others = othersAheadOf(place, serving);
        return state(
                room,
                Standing.WAITING,
                place.turn() + 1,
                turns + others,
                estimate(room, turns, others, serving),
                polls.ahead(turns + others),
                null,
                place.receipt());
    }

    private static long turnsAheadOf(Waiting place, Optional<Serving> serving) {
        return serving.map(it -> Math.clamp(place.turn() - it.serving(), 0, place.turnsAhead()))
                .orElse(place.turnsAhead());
    }

    /** Whoever has turns ahead comes after all those who come first; how many are before one of them the queue said. */
    private static long othersAheadOf(Waiting place, Optional<Serving> serving) {
        return serving.filter(_ -> place.turnsAhead() > 0)
                .map(Serving::first)
                .orElse(place.ahead() - place.turnsAhead());
    }

    private static @Nullable Duration estimate(Room room, long turns, long others, Optional<Serving> serving) {
        if (room.policy().paused() || room.closed()) {
            return null;
        }
        return serving.flatMap(it -> it.waitFor(turns, others))
                .map(wait -> Duration.ofSeconds(wait.plusMillis(999).toSeconds()))
                .orElse(null);
    }

    private Shown shown(Room room, BuyerId buyer, Admitted admitted) {
        var admission = new Admission(admitted.admissionId(), room.schedule(), buyer, admitted.end());
        return new Shown(tokens.tokenFor(admission), admission.end());
    }

    private Whereabouts notQueued(Room room, @Nullable String notice) {
        return state(room, Standing.NOT_QUEUED, null, null, null, polls.longest(), null, null, notice);
    }

    private Whereabouts state(
            Room room,
            Standing standing,
            @Nullable Long position,
            @Nullable Long ahead,
            @Nullable Duration estimatedWait,
            Duration pollAfter,
            @Nullable Shown admission,
            @Nullable String receipt) {
        return state(room, standing, position, ahead, estimatedWait, pollAfter, admission, receipt, noticeOf(room));
    }

    private Whereabouts state(
            Room room,
            Standing standing,
            @Nullable Long position,
            @Nullable Long ahead,
            @Nullable Duration estimatedWait,
            Duration pollAfter,
            @Nullable Shown admission,
            @Nullable String receipt,
            @Nullable String notice) {
        return new Whereabouts(
                room.schedule(),
                standing,
                position,
                ahead,
                estimatedWait,
                pollAfter.toSeconds(),
                room.opensAt(),
                admission,
                receipt,
                room.policy().paused(),
                notice,
                left.of(room.schedule()));
    }

    private @Nullable String noticeForThoseWithoutAPlace(Room room) {
        return !room.closed() && isGatheringAnew(room, clock.instant()) ? PlacesLost.sentence(room) : noticeOf(room);
    }

    private static @Nullable String noticeOf(Room room) {
        return room.closed()
                ? "The waiting room is closed, and nobody is admitted any more."
                : room.policy().message();
    }

    /** The order was lost, and has not been drawn again. */
    static boolean isGatheringAnew(Room room, Instant now) {
        return room.hasLostPlaces() && !room.hasOpenedAt(now);
    }
}
