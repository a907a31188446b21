package io.rowlock.command.waitingroom.gate;

import static io.rowlock.command.waitingroom.gate.AdmissionRefused.Reason.ADMISSION_EXPIRED;
import static io.rowlock.command.waitingroom.gate.AdmissionRefused.Reason.ADMISSION_MISSING;
import static io.rowlock.command.waitingroom.gate.AdmissionRefused.Reason.ADMISSION_OF_ANOTHER_BUYER;
import static io.rowlock.command.waitingroom.gate.AdmissionRefused.Reason.ADMISSION_OF_ANOTHER_SCHEDULE;
import static io.rowlock.command.waitingroom.gate.AdmissionRefused.Reason.ADMISSION_REVOKED;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.command.catalogue.SeatingPlans;
import io.rowlock.command.platform.commands.Guard;
import io.rowlock.command.platform.jobs.Jobs;
import io.rowlock.command.platform.redis.RedisAway;
import io.rowlock.command.platform.redis.RedisHealth;
import io.rowlock.command.waitingroom.gate.GatedCommands.Asked;
import io.rowlock.command.waitingroom.queue.Checked;
import io.rowlock.command.waitingroom.queue.Queue;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.Rooms;
import io.rowlock.web.caller.TokenTerms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.springframework.stereotype.Component;

/**
 * Lets a gated command of a gated evening pass only with a live admission of that buyer to that evening.
 *
 * <p>What can be told from the token is told first, at no cost. Only then Redis is asked, once, whether the admission was
 * ended before its time; and PostgreSQL, where Redis may not have been told. An evening without a waiting room has no gate,
 * and what is asked of it never waits for Redis.
 */
@Component
class Gate implements Guard {
    /** Beside the pause between two attempts: for what has piled up, and for an instance that takes another's work over. */
    private static final Duration UNTIL_ALL_IS_TOLD = Duration.ofSeconds(15);

    private final SeatingPlans plans;
    private final Rooms rooms;
    private final AdmissionTokens tokens;
    private final Queue queue;
    private final EndedAdmissions ended;
    private final RedisHealth redis;
    private final Jobs jobs;
    private final GateWithoutRedis withoutRedis;
    private final GateMetrics metrics;
    private final PaymentGrace grace;
    private final Duration clockSkew;
    private final Clock clock;

    Gate(
            SeatingPlans plans,
            Rooms rooms,
            AdmissionTokens tokens,
            Queue queue,
            EndedAdmissions ended,
            RedisHealth redis,
            Jobs jobs,
            GateWithoutRedis withoutRedis,
            GateMetrics metrics,
            AdmissionSettings settings,
            TokenTerms terms,
            Clock clock) {
        this.plans = plans;
        this.rooms = rooms;
        this.tokens = tokens;
        this.queue = queue;
        this.ended = ended;
        this.redis = redis;
        this.jobs = jobs;
        this.withoutRedis = withoutRedis;
        this.metrics = metrics;
        this.grace = new PaymentGrace(settings.paymentGrace());
        this.clockSkew = terms.clockSkew();
        this.clock = clock;
    }

    @Override
    public void mustLetPass(CommandMessage<?> command) {
        var asked = GatedCommands.in(command.getPayload()).filter(it -> isGated(it.schedule()));
        if (asked.isEmpty()) {
            return;
        }
        try {
            mustBeAdmitted(asked.get(), ShownToken.of(command));
        } catch (AdmissionRefused refused) {
            metrics.refused(refused.reason());
            throw refused;
        } catch (AdmissionNotChecked unknown) {
            metrics.notChecked();
            throw unknown;
        }
    }

    /** An evening that there is not has no gate either: that it is not there is for others to say. */
    private boolean isGated(ScheduleId schedule) {
        return plans.of(schedule).filter(ScheduleTerms::gated).isPresent();
    }

    private void mustBeAdmitted(Asked asked, Optional<String> token) {
        var admission = tokens.read(token.orElseThrow(() -> new AdmissionRefused(ADMISSION_MISSING)));
        mustBeFor(asked, admission);
        // To the moment it is judged by the clock by which it was given, and that is Redis'.
        mustNotHaveExpired(asked, admission, clock.instant().minus(clockSkew));
        var room = roomOf(asked.schedule());
        if (room.blocked().contains(asked.buyer())) {
            throw new AdmissionRefused(ADMISSION_REVOKED);
        }
        mustNotBeRevoked(asked, admission, room);
    }

    /** Who was admitted came through a room, so there is one, though this instance may not have noticed yet. */
    private Room roomOf(ScheduleId schedule) {
        return rooms.of(schedule).orElseGet(() -> {
            rooms.lookAgain(schedule);
            return rooms.of(schedule).orElseThrow(() -> new AdmissionRefused(ADMISSION_REVOKED));
        });
    }

    private static void mustBeFor(Asked asked, Admission admission) {
        if (!admission.schedule().equals(asked.schedule())) {
            throw new AdmissionRefused(ADMISSION_OF_ANOTHER_SCHEDULE);
        }
        if (!admission.buyer().equals(asked.buyer())) {
            throw new AdmissionRefused(ADMISSION_OF_ANOTHER_BUYER);
        }
    }

    private void mustNotHaveExpired(Asked asked, Admission admission, Instant now) {
        if (admission.hasEndedAt(now) && !grace.covers(asked.purpose(), admission.end(), now)) {
            throw new AdmissionRefused(ADMISSION_EXPIRED);
        }
    }

    private void mustNotBeRevoked(Asked asked, Admission admission, Room room) {
        try {
            switch (queue.check(admission.schedule(), admission.id(), admission.buyer(), admission.end())) {
                case Checked.Live() -> mustHaveBeenToldIfEnded(asked, admission, room);
                case Checked.Ended(var at) -> mustBePayingInTime(asked, admission, at);
                case Checked.Over() -> {
                    mustBePayingSoonEnough(asked, admission);
                    mustNotBeKnownToHaveEnded(asked, admission, room);
                }
                case Checked.Unknown() -> {
                    mustNotBeKnownToHaveEnded(asked, admission, room);
                    mustBePutUpAgain(asked, admission);
                }
            }
        } catch (RedisAway away) {
            if (!withoutRedis.letsIn(room)) {
                throw new AdmissionNotChecked(away);
            }
            mustNotHaveExpired(asked, admission, clock.instant());
            mustNotBeNotedAsEnded(asked, admission);
            metrics.believed();
        }
    }

    /** What Redis could not be told while it was away it is told a while after it is back; until then it is not believed. */
    private void mustHaveBeenToldIfEnded(Asked asked, Admission admission, Room room) {
        if (!redis.hasAnsweredFor(jobs.longestPause().plus(UNTIL_ALL_IS_TOLD))) {
            mustNotBeKnownToHaveEnded(asked, admission, room);
        }
    }

    private void mustBePayingSoonEnough(Asked asked, Admission admission) {
        if (!grace.covers(asked.purpose(), admission.end(), clock.instant())) {
            throw new AdmissionRefused(ADMISSION_EXPIRED);
        }
    }

    private void mustNotBeKnownToHaveEnded(Asked asked, Admission admission, Room room) {
        var end = noted(admission);
        if (end.isPresent()) {
            queue.endAdmission(room, admission.buyer(), end.get().at());
            mustBePayingInTime(asked, admission, end.get().at());
        }
    }

    /** Only now, when it has been looked up, so that nobody is let in by it in the meantime. */
    private void mustBePutUpAgain(Asked asked, Admission admission) {
        if (queue.restore(admission.schedule(), admission.id(), admission.buyer(), admission.end())
                instanceof Checked.Ended(var at)) {
            mustBePayingInTime(asked, admission, at);
        }
    }

    private void mustNotBeNotedAsEnded(Asked asked, Admission admission) {
        noted(admission).ifPresent(end -> mustBePayingInTime(asked, admission, end.at()));
    }

    private Optional<EndedAdmissions.Ended> noted(Admission admission) {
        return ended.of(admission.schedule(), admission.buyer()).filter(it -> it.concerns(admission));
    }

    private void mustBePayingInTime(Asked asked, Admission admission, Instant endedAt) {
        if (!grace.covers(asked.purpose(), endedAt, clock.instant()) || endedByOperator(admission)) {
            throw new AdmissionRefused(ADMISSION_REVOKED);
        }
    }

    private boolean endedByOperator(Admission admission) {
        return noted(admission).filter(it -> it.concernsByOperator(admission)).isPresent();
    }
}
