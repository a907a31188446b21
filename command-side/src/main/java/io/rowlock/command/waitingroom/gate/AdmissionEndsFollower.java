package io.rowlock.command.waitingroom.gate;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.waitingroom.RoomEvent.AdmissionEnded;
import io.rowlock.api.waitingroom.RoomEvent.BuyerBlocked;
import io.rowlock.api.waitingroom.RoomEvent.PlacesLost;
import io.rowlock.command.catalogue.SeatingPlans;
import io.rowlock.command.platform.jobs.Jobs;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/**
 * Notes whose admission has come to an end before its time, and has Redis told.
 *
 * <p>Whoever bought has what they came for, and makes room for the next. That the seats are sold is when this is so; the
 * order's confirmation follows from it and says nothing new.
 */
@Component
@ProcessingGroup(AdmissionEnds.GROUP)
class AdmissionEndsFollower {
    private static final boolean BY_OPERATOR = true;

    private final EndedAdmissions ended;
    private final SeatingPlans plans;
    private final Jobs jobs;
    private final EndAdmissionInRedis telling;
    private final TellRedisAllEndsAgain tellingAgain;

    AdmissionEndsFollower(
            EndedAdmissions ended,
            SeatingPlans plans,
            Jobs jobs,
            EndAdmissionInRedis telling,
            TellRedisAllEndsAgain tellingAgain) {
        this.ended = ended;
        this.plans = plans;
        this.jobs = jobs;
        this.telling = telling;
        this.tellingAgain = tellingAgain;
    }

    @EventHandler
    void on(HoldSold event, @Timestamp Instant at) {
        var schedule = event.holdId().schedule();
        if (plans.of(schedule).filter(ScheduleTerms::gated).isPresent()) {
            end(schedule, event.buyer(), at, !BY_OPERATOR);
        }
    }

    @EventHandler
    void on(AdmissionEnded event, @Timestamp Instant at) {
        end(event.roomId().schedule(), event.buyer(), at, BY_OPERATOR);
    }

    @EventHandler
    void on(BuyerBlocked event, @Timestamp Instant at) {
        end(event.roomId().schedule(), event.buyer(), at, BY_OPERATOR);
    }

    /** Whatever made Redis lose the places may have made it lose ends too. */
    @EventHandler
    void on(PlacesLost event) {
        var evening = new TellRedisAllEndsAgain.Evening(event.roomId().schedule(), event.round());
        jobs.take(tellingAgain, evening.name(), evening);
    }

    private void end(ScheduleId schedule, BuyerId buyer, Instant at, boolean byOperator) {
        ended.write(schedule, buyer, at, byOperator);
        var end = new EndAdmissionInRedis.End(schedule, buyer, at, byOperator);
        jobs.take(telling, end.name(), end);
    }
}
