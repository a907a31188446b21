package io.rowlock.command.waitingroom.gate;

import io.rowlock.command.platform.redis.RedisHealth;
import io.rowlock.command.waitingroom.room.Room;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether this instance's gate lets anybody in while it cannot ask Redis, and until when. */
@Component
public class GateWithoutRedis {
    private final RedisHealth redis;
    private final Clock clock;

    GateWithoutRedis(RedisHealth redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /**
     * How it stands.
     *
     * @param awaySince since when this instance has had no answer; empty while there is nothing to worry about
     * @param lettingInUntil until when signatures alone are believed; empty where the room's policy does not want that
     */
    public record State(Optional<Instant> awaySince, Optional<Instant> lettingInUntil) {}

    public State stateOf(Room room) {
        var awaySince = redis.awaySince();
        return new State(awaySince, awaySince.flatMap(since -> until(room, since)));
    }

    /** For somebody who has just had no answer. */
    boolean letsIn(Room room) {
        var now = clock.instant();
        return until(room, redis.awaySince().orElse(now)).filter(now::isBefore).isPresent();
    }

    private static Optional<Instant> until(Room room, Instant since) {
        return switch (room.policy().withoutRedis()) {
            case CLOSED -> Optional.empty();
            case OPEN -> Optional.of(since.plus(room.policy().openAtMost()));
        };
    }
}
