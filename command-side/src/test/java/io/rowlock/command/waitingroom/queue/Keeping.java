package io.rowlock.command.waitingroom.queue;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.waitingroom.RoomPolicy;
import io.rowlock.api.waitingroom.WithoutRedis;
import io.rowlock.command.platform.Marks;
import io.rowlock.command.platform.redis.RedisConnections;
import io.rowlock.command.waitingroom.draw.DrawnOrder;
import io.rowlock.command.waitingroom.draw.Draws;
import io.rowlock.command.waitingroom.queue.Steps.Round;
import io.rowlock.command.waitingroom.queue.Steps.Step;
import io.rowlock.command.waitingroom.room.Draw;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.fairness.QueueProof;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** One instance's queue on a real Redis, and a hand instead of the keeper. */
final class Keeping {
    static final byte[] SEED = new byte[QueueProof.SEED_BYTES];
    static final RoomPolicy POLICY = new RoomPolicy(
            10, 1_000, Duration.ofMinutes(10), false, null, 1_000_000, false, WithoutRedis.CLOSED, Duration.ZERO);
    /** A second is the shortest that anybody may be silent; in tests nobody wants to wait longer. */
    static final QueueSettings SETTINGS = new QueueSettings(
            Duration.ofMillis(100),
            1_000,
            20_000_000,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofMillis(10),
            Duration.ofDays(2));

    final Queue queue;
    final Steps steps;
    private final Draws draws = new Draws();

    Keeping(RedisConnections redis, QueueSettings settings) {
        var scripts = new Scripts(redis.redis());
        queue = new Queue(scripts, draws, settings);
        steps = new Steps(scripts, settings, new Marks());
    }

    static Room room(String schedule, Instant opensAt, RoomPolicy policy) {
        return new Room(
                new ScheduleId(schedule),
                1,
                opensAt,
                QueueProof.commitment(SEED),
                policy,
                Optional.empty(),
                Optional.empty(),
                false,
                Set.of(),
                List.of());
    }

    static Room opening(Room room, Instant opensAt) {
        return new Room(
                room.schedule(),
                room.round(),
                opensAt,
                room.commitment(),
                room.policy(),
                room.draw(),
                room.openedEarly(),
                room.closed(),
                room.blocked(),
                room.priority());
    }

    static Room withPriority(Room room, BuyerId... buyers) {
        return new Room(
                room.schedule(),
                room.round(),
                room.opensAt(),
                room.commitment(),
                room.policy(),
                room.draw(),
                room.openedEarly(),
                room.closed(),
                room.blocked(),
                List.of(buyers));
    }

    static Room with(Room room, RoomPolicy policy) {
        return new Room(
                room.schedule(),
                room.round(),
                room.opensAt(),
                room.commitment(),
                policy,
                room.draw(),
                room.openedEarly(),
                room.closed(),
                room.blocked(),
                room.priority());
    }

    static Room inRound(Room room, int round) {
        return new Room(
                room.schedule(),
                round,
                room.opensAt(),
                room.commitment(),
                room.policy(),
                Optional.empty(),
                room.openedEarly(),
                room.closed(),
                room.blocked(),
                room.priority());
    }

    /** Opens the room and draws it, as the keeper and the log would. */
    Room drawn(Room room) {
        var open = opening(room, Instant.EPOCH);
        if (!(steps.tend(open, 0) instanceof Round.Closed(long places, String listDigest, long _, long _))) {
            throw new AssertionError("The list is not closed");
        }
        return new Room(
                open.schedule(),
                open.round(),
                open.opensAt(),
                open.commitment(),
                open.policy(),
                Optional.of(new Draw(open.round(), HexFormat.of().formatHex(SEED), places, listDigest)),
                open.openedEarly(),
                open.closed(),
                open.blocked(),
                open.priority());
    }

    DrawnOrder order(Room room) {
        return draws.of(room).orElseThrow();
    }

    /** One attempt to admit, from wherever the round has come to. */
    Step admit(Room room) {
        return steps.admit(room, order(room), queue.servingNow(room).serving(), 1_000);
    }

    static BuyerId buyer(int number) {
        return new BuyerId("buyer-" + number);
    }

    static List<BuyerId> buyers(int many) {
        return IntStream.range(0, many).mapToObj(Keeping::buyer).toList();
    }
}
