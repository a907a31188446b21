package io.rowlock.command.waitingroom.entrance;

import static io.rowlock.command.waitingroom.room.RoomRefused.Reason.ROOM_CLOSED;

import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.platform.redis.RedisAway;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets buyers in to wait, tells them where they are, and lets them go. */
@Component
class WaitingDesk {
    private final Doors doors;
    private final Queue queue;
    private final Turnstile turnstile;
    private final Telling telling;
    private final PollRule polls;
    private final MeterRegistry meters;
    private final Clock clock;

    WaitingDesk(
            Doors doors,
            Queue queue,
            Turnstile turnstile,
            Telling telling,
            PollRule polls,
            MeterRegistry meters,
            Clock clock) {
        this.doors = doors;
        this.queue = queue;
        this.turnstile = turnstile;
        this.telling = telling;
        this.polls = polls;
        this.meters = meters;
        this.clock = clock;
    }

    /** Where the buyer stands now, and how often they may enter again. */
    record Entered(Whereabouts state, List<Allowance> allowances) {}

    Entered enter(ScheduleId schedule, BuyerId buyer, String address) {
        try {
            var room = doors.roomFor(schedule, buyer);
            if (room.closed()) {
                throw new RoomRefused(ROOM_CLOSED);
            }
            var allowances = turnstile.pass(address, buyer);
            if (room.hasOpenedAt(clock.instant())) {
                turnstile.mayComeBack(schedule, buyer);
            }
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
        var room = doors.roomFor(schedule, buyer);
        try {
            // First, so that nobody who is told to come back soon has used up their turn to ask.
            var serving = queue.serving(room);
            var polled = queue.poll(room, buyer);
            mustNotComeTooSoon(room, buyer, polled);
            if (polled.place() instanceof NotQueued && Telling.isGatheringAnew(room, clock.instant())) {
                throw new PlacesLost(room);
            }
            return telling.of(room, buyer, polled.place(), Optional.of(serving));
        } catch (RedisAway away) {
            // Nobody keeps a closed room any more, and of those who are in, everybody has been told.
            if (room.closed()) {
                return telling.of(room, buyer, new NotQueued(), Optional.empty());
            }
            throw away;
        }
    }

    /**
     * For a buyer who wants to stay on the line.
     *
     * @throws PolledTooSoon when they have begun too often lately
     */
    Room roomToStayIn(ScheduleId schedule, BuyerId buyer) {
        var room = doors.roomFor(schedule, buyer);
        turnstile.mayAsk(buyer);
        return room;
    }

    void leave(ScheduleId schedule, BuyerId buyer) {
        var room = doors.room(schedule);
        if (queue.leave(room, buyer)) {
            meters.counter("rowlock.queue.left").increment();
            // Before the opening, who comes back has the same place.
            if (room.hasOpenedAt(clock.instant())) {
                turnstile.hasLeft(schedule, buyer);
            }
        }
    }

    ServingAnswer serving(ScheduleId schedule) {
        var room = doors.room(schedule);
        try {
            return ServingAnswer.of(room, queue.serving(room));
        } catch (RedisAway away) {
            if (room.closed()) {
                return ServingAnswer.ofNobody(room, clock.instant());
            }
            throw away;
        }
    }

    /** Who is refused has not asked: otherwise two of a buyer's windows could keep each other from ever being answered. */
    private void mustNotComeTooSoon(Room room, BuyerId buyer, Polled polled) {
        var told = switch (polled.place()) {
            case NotQueued _, Full _ -> {
                turnstile.mayAsk(buyer);
                yield Duration.ZERO;
            }
            case Admitted _ -> polls.shortest();
            case Prequeue _ -> polls.before(clock.instant(), room.opensAt());
            case Waiting waiting ->
                askedAroundTheOpening(room, polled) ? polls.shortest() : polls.ahead(waiting.turnsAhead());
        };
        var since = polled.sinceLast();
        try {
            since.ifPresent(it -> polls.mustHaveWaited(it, told));
        } catch (PolledTooSoon refused) {
            queue.forgetPoll(room, buyer, since.orElseThrow());
            throw refused;
        }
    }

    /** Just before it, and until the draw is published, everybody is told to ask again soon. */
    private boolean askedAroundTheOpening(Room room, Polled polled) {
        return polled.sinceLast()
                .filter(since -> !room.hasOpenedAt(clock.instant().minus(since).minus(polls.longest())))
                .isPresent();
    }

    private void count(String reason) {
        meters.counter("rowlock.queue.entries.refused", "reason", reason).increment();
    }
}
