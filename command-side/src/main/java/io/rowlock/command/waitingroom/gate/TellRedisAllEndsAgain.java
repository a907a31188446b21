package io.rowlock.command.waitingroom.gate;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.platform.jobs.Job;
import io.rowlock.command.platform.redis.RedisAway;
import io.rowlock.command.waitingroom.queue.Queue;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.Rooms;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Has a Redis that is an older copy of itself told whose admissions have ended, for there they are still live. */
@Component
class TellRedisAllEndsAgain implements Job<TellRedisAllEndsAgain.Evening> {
    private static final int AT_A_TIME = 500;

    private final Rooms rooms;
    private final Queue queue;
    private final EndedAdmissions ended;

    TellRedisAllEndsAgain(Rooms rooms, Queue queue, EndedAdmissions ended) {
        this.rooms = rooms;
        this.queue = queue;
        this.ended = ended;
    }

    /** Which one, and the round that began because the places before were lost: each loss is told of by itself. */
    record Evening(ScheduleId schedule, int round) {
        String name() {
            return schedule + "/" + round;
        }
    }

    @Override
    public String name() {
        return "tell-all-ends-again";
    }

    @Override
    public Class<Evening> about() {
        return Evening.class;
    }

    @Override
    public Progress attempt(Evening evening, Instant since) {
        try {
            rooms.of(evening.schedule()).ifPresent(this::tellAll);
            return Progress.DONE;
        } catch (RedisAway nobodyHeard) {
            return Progress.NOT_YET;
        }
    }

    private void tellAll(Room room) {
        var some = ended.after(room.schedule(), Optional.empty(), AT_A_TIME);
        while (!some.isEmpty()) {
            some.forEach(it -> queue.endAdmission(room, it.buyer(), it.at()));
            some = ended.after(room.schedule(), Optional.of(some.getLast().buyer()), AT_A_TIME);
        }
    }
}
