package io.rowlock.command.waitingroom.gate;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.platform.jobs.Job;
import io.rowlock.command.platform.redis.RedisAway;
import io.rowlock.command.waitingroom.queue.Queue;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.Rooms;
import io.rowlock.web.caller.TokenTerms;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Has Redis told that a buyer's admission is over, again and again until it has heard. */
@Component
class EndAdmissionInRedis implements Job<EndAdmissionInRedis.End> {
    private final Rooms rooms;
    private final Queue queue;
    private final EndedAdmissions ended;
    private final Duration clockSkew;

    EndAdmissionInRedis(Rooms rooms, Queue queue, EndedAdmissions ended, TokenTerms terms) {
        this.rooms = rooms;
        this.queue = queue;
        this.ended = ended;
        this.clockSkew = terms.clockSkew();
    }

    /** Whose it is, and until when it was given: one that they are given later is another one. */
    record End(ScheduleId schedule, BuyerId buyer, Instant givenUntil, boolean byOperator) {
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
            rooms.of(end.schedule()).ifPresent(room -> tell(room, end));
            return Progress.DONE;
        } catch (RedisAway nobodyHeard) {
            return Progress.NOT_YET;
        }
    }

    /**
     * An instance dates the end and Redis the admission, and their clocks differ. An operator means whatever the buyer has at
     * that moment, so one that seems to have been given a little later is meant as well.
     */
    private void tell(Room room, End end) {
        if (end.byOperator()) {
            var until = queue.endAdmission(room, end.buyer(), end.givenUntil().plus(clockSkew));
            ended.write(end.schedule(), end.buyer(), until, true);
        } else {
            queue.endAdmission(room, end.buyer(), end.givenUntil());
        }
    }
}
