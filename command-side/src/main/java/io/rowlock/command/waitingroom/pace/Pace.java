package io.rowlock.command.waitingroom.pace;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.command.platform.Marks;
import io.rowlock.command.platform.redis.Redis;
import io.rowlock.command.platform.redis.RedisAway;
import io.rowlock.command.platform.redis.Script;
import io.rowlock.command.waitingroom.room.Room;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What part of its rate a room may admit now: as much as the instance can bear that is doing worst.
 *
 * <p>Each instance judges itself, and tells the others through Redis. While Redis is away nobody is admitted anyhow.
 */
@Component
public class Pace {
    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);
    private static final Script TELL_AND_HEAR = Script.of("waitingroom/pace.lua");

    private final Redis redis;
    private final Stopwatch stopwatch;
    private final PaceRule rule;
    private final PaceSettings settings;
    private final String myself;

    /** Only the one task that looks every second writes these. */
    private volatile double own = 1;

    private volatile double lowest = 1;

    Pace(Redis redis, Stopwatch stopwatch, PaceSettings settings, Marks marks, MeterRegistry meters) {
        this.redis = redis;
        this.stopwatch = stopwatch;
        this.rule = new PaceRule(settings);
        this.settings = settings;
        this.myself = marks.next();
        Gauge.builder("rowlock.queue.pace", () -> lowest)
                .description("The part of its rate that a room which follows the health of the house admits now")
                .register(meters);
    }

    /** From just above 0 to 1. */
    public double of(Room room) {
        return room.policy().followsHealth() ? lowest : 1;
    }

    void look() {
        own = rule.next(own, stopwatch.lap());
        try {
            lowest = Math.min(own, heard());
        } catch (RedisAway away) {
            LOG.debug("The pace is this instance's own for now", away);
            lowest = own;
        }
    }

    private double heard() {
        var key = redis.keyPrefix() + "pace";
        var told = redis.run(
                TELL_AND_HEAR, List.of(key), myself, own, settings.heardFor().toMillis());
        return Double.parseDouble(told.text(0));
    }
}
