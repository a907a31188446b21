package io.rowlock.command.waitingroom.entrance;

import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.BUYER_BLOCKED;
import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.ROOM_CLOSED;
import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.ROOM_NOT_FOUND;
import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.ROOM_OVER;

import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.catalogue.CancelledSchedules;
import io.rowlock.command.catalogue.SeatingPlans;
import io.rowlock.command.waitingroom.entrance.Turnstile.Allowance;
import io.rowlock.command.waitingroom.queue.Place.Admitted;
import io.rowlock.command.waitingroom.queue.Place.Full;
import io.rowlock.command.waitingroom.queue.Place.NotQueued;
import io.rowlock.command.waitingroom.queue.Place.Prequeue;
import io.rowlock.command.waitingroom.queue.Place.Waiting;
import io.rowlock.command.waitingroom.queue.Polled;
import io.rowlock.command.waitingroom.queue.Queue;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.RoomRefused;
import io.rowlock.command.waitingroom.room.Rooms;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets buyers in to wait, tells them where they are, and lets them go. */
@Component
class WaitingDesk {
    private final Rooms rooms;
    private final Queue queue;
    private final Turnstile turnstile;
    private final Telling telling;
    private final PollRule polls;
    private final SeatingPlans plans;
    private final CancelledSchedules cancelled;
    private final MeterRegistry meters;
    private final Clock clock;

    WaitingDesk(
            Rooms rooms,
            Queue queue,
            Turnstile turnstile,
            Telling telling,
            PollRule polls,
            SeatingPlans plans,
            CancelledSchedules cancelled,
            MeterRegistry meters,
            Clock clock) {
        this.rooms = rooms;
        this.queue = queue;
        this.turnstile = turnstile;
        this.telling = telling;
        this.polls = polls;
        this.plans = plans;
        this.cancelled = cancelled;
        this.meters = meters;
        this.clock = clock;
    }

    /** Where the buyer stands now, and how often they may enter again. */
    record Entered(Whereabouts state, List<Allowance> allowances) {}

    Entered enter(ScheduleId schedule, BuyerId buyer, String address) {
        try {
            var room = roomFor(schedule, buyer);
            if (room.closed()) {
                throw new RoomRefused(ROOM_CLOSED);
            }
            var allowances = turnstile.pass(address, buyer);
            var place = queue.enter(room, buyer);
            if (place instanceof Full) {
                throw new RoomFull(polls.longest());
            }
            return new Entered(telling.of(room, buyer, place, Optional.of(queue.serving(room))), allowances);
        } catch (RoomRefused refused) {
            count(refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            throw refused;
        } catch (TooManyEntries refused) {
            count("too-many-of-" + refused.exhausted().whose());
            throw refused;
        } catch (RoomFull refused) {
            count("full");
            throw refused;
        }
    }

    Whereabouts status(ScheduleId schedule, BuyerId buyer) {
        var room = roomFor(schedule, buyer);
        var polled = queue.poll(room, buyer);
        mustNotComeTooSoon(room, buyer, polled);
        if (polled.place() instanceof NotQueued && Telling.isGatheringAnew(room, clock.instant())) {
            throw new PlacesLost(room);
        }
        return telling.of(room, buyer, polled.place(), Optional.of(queue.serving(room)));
    }

    void leave(ScheduleId schedule, BuyerId buyer) {
        if (queue.leave(room(schedule), buyer)) {
            meters.counter("rowlock.queue.left").increment();
        }
    }

    ServingAnswer serving(ScheduleId schedule) {
        var room = room(schedule);
        return ServingAnswer.of(room, queue.serving(room));
    }

    /** For a buyer who may wait there. */
    Room roomFor(ScheduleId schedule, BuyerId buyer) {
        var room = room(schedule);
        if (room.blocked().contains(buyer)) {
            throw new RoomRefused(BUYER_BLOCKED);
        }
        return room;
    }

    private Room room(ScheduleId schedule) {
        var room = rooms.of(schedule).orElseThrow(() -> new RoomRefused(ROOM_NOT_FOUND));
        var salesAreOver = plans.of(schedule)
                .filter(terms -> clock.instant().isBefore(terms.salesCloseAt()))
                .isEmpty();
        if (salesAreOver || cancelled.contain(schedule)) {
            throw new RoomRefused(ROOM_OVER);
        }
        return room;
    }

    /** Against the least that the buyer can have been told last time. */
    private void mustNotComeTooSoon(Room room, BuyerId buyer, Polled polled) {
        switch (polled.place()) {
            case NotQueued _, Full _ -> turnstile.mayAsk(buyer);
            case Admitted _ -> mustHaveWaited(polled, polls.shortest(), polls.shortest());
            case Prequeue _ -> {
                var before = polls.before(clock.instant(), room.opensAt());
                mustHaveWaited(polled, before, before);
            }
            case Waiting waiting -> {
                var ahead = polls.ahead(waiting.ahead());
                mustHaveWaited(polled, askedAroundTheOpening(room, polled) ? polls.shortest() : ahead, ahead);
            }
        }
    }

    /** Just before it, and until the draw is published, everybody is told to ask again soon. */
    private boolean askedAroundTheOpening(Room room, Polled polled) {
        return polled.sinceLast()
                .filter(since -> !room.hasOpenedAt(clock.instant().minus(since).minus(polls.longest())))
                .isPresent();
    }

    private void mustHaveWaited(Polled polled, Duration told, Duration tellNow) {
        polled.sinceLast().ifPresent(since -> polls.mustHaveWaited(since, told, tellNow));
    }

    private void count(String reason) {
        meters.counter("rowlock.queue.entries.refused", "reason", reason).increment();
    }
}
