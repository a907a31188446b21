package io.rowlock.command.waitingroom.queue;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.waitingroom.RoomCommand.GiveUpPlaces;
import io.rowlock.api.waitingroom.RoomCommand.PublishDraw;
import io.rowlock.command.platform.commands.Commands;
import io.rowlock.command.waitingroom.draw.Draws;
import io.rowlock.command.waitingroom.draw.Seeds;
import io.rowlock.command.waitingroom.draw.Seeds.HowFar;
import io.rowlock.command.waitingroom.pace.Pace;
import io.rowlock.command.waitingroom.queue.Steps.Round;
import io.rowlock.command.waitingroom.queue.Steps.Step;
import io.rowlock.command.waitingroom.room.Draw;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.Rooms;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What there is to do for one room: put its round up in Redis, close the list at the opening, have the draw published, admit
 * step by step; and when the order is lost, begin another round.
 *
 * <p>The log is the truth about which round it is and how it was drawn. Redis may know less than that, or something else:
 * then the places are lost, and nobody is served by an order that cannot be proven.
 */
@Component
class RoomKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(RoomKeeping.class);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofMillis(100);
    private static final int SHOWN_OUT_AT_ONCE = 100;
    private static final double THOUSANDTHS = 1_000;

    private final Rooms rooms;
    private final Seeds seeds;
    private final Draws draws;
    private final Steps steps;
    private final Queue queue;
    private final Proofs proofs;
    private final Pace pace;
    private final Commands commands;
    private final QueueMetrics metrics;
    private final QueueSettings settings;
    private final Clock clock;

    RoomKeeping(
            Rooms rooms,
            Seeds seeds,
            Draws draws,
            Steps steps,
            Queue queue,
            Proofs proofs,
            Pace pace,
            Commands commands,
            QueueMetrics metrics,
            QueueSettings settings,
            Clock clock) {
        this.rooms = rooms;
        this.seeds = seeds;
        this.draws = draws;
        this.steps = steps;
        this.queue = queue;
        this.proofs = proofs;
        this.pace = pace;
        this.commands = commands;
        this.metrics = metrics;
        this.settings = settings;
        this.clock = clock;
    }

    /** How far one keeper has seen a room come. Redis never goes back; if it seems to, it is an older copy of itself. */
    static final class Memory {
        private int round;
        private long served;
        private long entries;
        private long times;
        private long tendedAtNanos;
        private long notedAtNanos;
        private final Set<BuyerId> shownOut = new HashSet<>();

        private boolean isOf(Room room) {
            return round == room.round();
        }

        private void begin(Room room, HowFar howFar) {
            round = room.round();
            remember(howFar.served(), howFar.entries());
            notedAtNanos = System.nanoTime();
            times = 0;
            shownOut.clear();
        }

        private boolean isAhead(long servedNow, long entriesNow) {
            return servedNow < served || entriesNow < entries;
        }

        private void remember(long servedNow, long entriesNow) {
            served = servedNow;
            entries = entriesNow;
        }

        private void wasThere(long servedNow, long entriesNow) {
            remember(servedNow, entriesNow);
            times++;
        }

        private boolean isTended() {
            return round != 0 && System.nanoTime() - tendedAtNanos < SECOND.toNanos();
        }
    }

    /** Does what there is to do now, and says when to come again. */
    Duration tend(Room room, Memory memory) {
        if (room.closed()) {
            proofs.keep(room.asDrawRound());
            return SECOND;
        }
        if (memory.isOf(room) && memory.isTended() && room.draw().isPresent()) {
            return admit(room, memory);
        }
        if (!memory.isOf(room)) {
            memory.begin(room, seeds.noted(room.schedule(), room.round()));
        }
        return switch (steps.tend(room, memory.times)) {
            case Round.Absent() -> putUp(room);
            case Round.Older() -> giveUp(room);
            case Round.Gathering(Duration opensIn, long served, long entries) -> {
                if (memory.isAhead(served, entries) || room.draw().isPresent()) {
                    yield giveUp(room);
                }
                noteThatItIsThere(room, memory, served, entries);
                showOut(room, memory);
                yield opensIn.compareTo(SECOND) < 0 ? opensIn : SECOND;
            }
            case Round.Closed closed -> {
                if (memory.isAhead(closed.served(), closed.entries())
                        || room.draw().filter(draw -> !isOf(closed, draw)).isPresent()) {
                    yield giveUp(room);
                }
                noteThatItIsThere(room, memory, closed.served(), closed.entries());
                showOut(room, memory);
                yield room.draw().isPresent() ? tended(room, memory) : publish(room, closed);
            }
        };
    }

    /** Who is blocked while waiting must not take a turn from anybody. A few at a time, so that the room is kept meanwhile. */
    private void showOut(Room room, Memory memory) {
        memory.shownOut.retainAll(room.blocked());
        room.blocked().stream()
                .filter(buyer -> !memory.shownOut.contains(buyer))
                .limit(SHOWN_OUT_AT_ONCE)
                .forEach(buyer -> {
                    queue.leave(room, buyer);
                    memory.shownOut.add(buyer);
                });
    }

    private static boolean isOf(Round.Closed closed, Draw draw) {
        return closed.places() == draw.places() && closed.listDigest().equals(draw.listDigest());
    }

    private Duration tended(Room room, Memory memory) {
        memory.tendedAtNanos = System.nanoTime();
        proofs.keep(room.asDrawRound());
        return Duration.ZERO;
    }

    /**
     * What was never put up is not lost. It is written down only when Redis has taken it: or else a Redis that may only be
     * read would lose round after round.
     */
    private Duration putUp(Room room) {
        var since = seeds.establishedFor(room.schedule(), room.round());
        if (since.isEmpty()) {
            steps.establish(room);
            seeds.establish(room.schedule(), room.round());
            return Duration.ZERO;
        }
        return since.get().compareTo(settings.lostAfter()) > 0 ? giveUp(room) : SOON;
    }

    /** Also if whoever put it up was stopped before they could write that down. */
    private void noteThatItIsThere(Room room, Memory memory, long served, long entries) {
        if (memory.times == 0) {
            seeds.establish(room.schedule(), room.round());
        }
        memory.wasThere(served, entries);
        // For those who are started later and have seen nothing themselves.
        if (System.nanoTime() - memory.notedAtNanos >= BETWEEN_NOTES.toNanos()) {
            seeds.note(room.schedule(), room.round(), new HowFar(served, entries));
            memory.notedAtNanos = System.nanoTime();
        }
    }

    private Duration publish(Room room, Round.Closed closed) {
        var seed = seeds.reveal(room.schedule(), room.round(), room.commitment());
        if (seed.isEmpty()) {
            // No draw could keep what was promised, so there is none: an order that nobody believes is as good as lost.
            LOG.error("There is no seed to draw round {} of {} by as promised", room.round(), room.schedule());
            return giveUp(room);
        }
        commands.carryOut(
                new PublishDraw(room.roomId(), room.round(), seed.get(), closed.places(), closed.listDigest()));
        rooms.lookAgain(room.schedule());
        LOG.info("Round {} of {} was drawn, with {} places", room.round(), room.schedule(), closed.places());
        return Duration.ZERO;
    }

    /** Everybody begins anew, and is drawn: who noticed the loss first must not gain by it. */
    private Duration giveUp(Room room) {
        var again = clock.instant().plus(settings.gatherAgain()).truncatedTo(ChronoUnit.MILLIS);
        commands.carryOut(new GiveUpPlaces(
                room.roomId(),
                room.round(),
                seeds.commit(room.schedule(), room.round() + 1),
                again.isAfter(room.opensAt()) ? again : room.opensAt()));
        rooms.lookAgain(room.schedule());
        proofs.keep(room.asDrawRound());
        LOG.warn("The places of round {} of {} are lost; another round begins", room.round(), room.schedule());
        return SOON;
    }

    private Duration admit(Room room, Memory memory) {
        var order = draws.of(room);
        if (room.policy().paused() || order.isEmpty()) {
            return SOON;
        }
        var part = (int) Math.max(1, Math.round(pace.of(room) * THOUSANDTHS));
        return switch (steps.admit(room, order.get(), memory.served, part)) {
            case Step.Absent() -> putUp(room);
            case Step.Moved(long served, long entries) -> {
                if (memory.isAhead(served, entries)) {
                    yield giveUp(room);
                }
                memory.remember(served, entries);
                yield Duration.ZERO;
            }
            case Step.TooEarly early -> {
                memory.remember(early.served(), early.entries());
                yield early.nextIn();
            }
            case Step.Done done -> {
                memory.remember(done.served(), done.entries());
                metrics.note(done);
                yield done.nextIn();
            }
        };
    }
}
