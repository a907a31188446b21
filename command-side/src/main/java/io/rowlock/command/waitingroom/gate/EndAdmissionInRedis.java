package io.rowlock.command.waitingroom.gate;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.platform.jobs.Job;
import io.rowlock.command.platform.redis.RedisAway;
import io.rowlock.command.waitingroom.queue.Queue;
import io.rowlock.command.waitingroom.room.Rooms;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Has Redis told that a buyer's admission is over, again and again until it has heard. */
@Component
class EndAdmissionInRedis implements Job<EndAdmissionInRedis.End> {
    private final Rooms rooms;
    private final Queue queue;

    EndAdmissionInRedis(Rooms rooms, Queue queue) {
        this.rooms = rooms;
        this.queue = queue;
    }

    /** Whose it is, and until when it was given: one that they are given later is another one. */
    record End(ScheduleId schedule, BuyerId buyer, Instant givenUntil) {
        /** One for each end, so that none is taken for another that is still to be told. */
        String name() {
            return schedule + "/" + buyer + "/" + givenUntil.toEpochMilli();
        }
    }

    @Override
    public String name() {
        return "end-admission";
    }

    @Override
    public Class<End> about() {
        return End.class;
    }

    @Override
    public Progress attempt(End end, Instant since) {
        try {
            rooms.of(end.schedule()).ifPresent(room -> queue.endAdmission(room, end.buyer(), end.givenUntil()));
            return Progress.DONE;
        } catch (RedisAway nobodyHeard) {
            return Progress.NOT_YET;
        }
    }
}
