package io.rowlock.command.cancellation;

import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.hold.HoldCommand.ReleaseHold;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentCommand.CancelForSchedule;
import io.rowlock.command.hold.EveningHolds;
import io.rowlock.command.hold.EveningHolds.Unfinished;
import io.rowlock.command.platform.jobs.Job;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Goes round all buyers of a cancelled evening: open holds are released, orders cancelled, and so on until a whole round
 * finds nothing left.
 *
 * <p>It remembers nothing of its own. Every round begins with the log, and each order's own stream sees to it that it is
 * refunded once: so it may be killed anywhere, and begin anew.
 */
@Component
class WindUpEvening implements Job<ScheduleCancelled>, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(WindUpEvening.class);

    private final EveningHolds holds;
    private final CancelledEvenings evenings;
    private final CommandGateway commands;
    private final CancellationSettings settings;
    private final Clock clock;
    private final ExecutorService clerks;

    WindUpEvening(
            EveningHolds holds,
            CancelledEvenings evenings,
            CommandGateway commands,
            CancellationSettings settings,
            Clock clock) {
        this.holds = holds;
        this.evenings = evenings;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
        this.clerks = Executors.newFixedThreadPool(
                settings.atOnce(),
                Thread.ofPlatform().name("winding-up-", 1).daemon().factory());
    }

    @Override
    public String name() {
        return "wind-up-evening";
    }

    @Override
    public Class<ScheduleCancelled> about() {
        return ScheduleCancelled.class;
    }

    @Override
    public Progress attempt(ScheduleCancelled evening, Instant since) {
        var begun = clock.instant();
        boolean nothingLeft = round(evening.scheduleId());
        if (nothingLeft
                && begun.isAfter(since.plus(settings.lateHolds()))
                && evenings.allRefunded(evening.scheduleId())) {
            evenings.finish(evening.scheduleId(), clock.instant());
            LOG.info("{} is wound up", evening.scheduleId());
            return Progress.DONE;
        }
        return Progress.NOT_YET;
    }

    /** Whether there was nothing left to do. */
    private boolean round(ScheduleId evening) {
        int buyers = 0;
        int unfinished = 0;
        var page = holds.buyersAfter(evening, "", settings.pageSize());
        while (!page.isEmpty()) {
            unfinished += seeTo(evening, page);
            buyers += page.size();
            page = holds.buyersAfter(evening, page.getLast().value(), settings.pageSize());
        }
        evenings.buyers(evening, buyers);
        LOG.info("Winding up {}: {} of {} buyers' holds were not finished", evening, unfinished, buyers);
        return unfinished == 0;
    }

    private int seeTo(ScheduleId evening, List<BuyerId> buyers) {
        var errands = buyers.stream()
                .<Callable<Integer>>map(buyer -> () -> seeTo(evening, buyer))
                .toList();
        try {
            return clerks.invokeAll(errands).stream().mapToInt(this::unfinished).sum();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped; whoever takes over begins anew", stopping);
        }
    }

    /** Whoever could not be seen to is not finished, and holds up nobody else. */
    private int unfinished(Future<Integer> errand) {
        return switch (errand.state()) {
            case SUCCESS -> errand.resultNow();
            case FAILED -> {
                LOG.warn("A buyer could not be seen to; the next round will", errand.exceptionNow());
                yield 1;
            }
            case CANCELLED, RUNNING -> 1;
        };
    }

    private int seeTo(ScheduleId evening, BuyerId buyer) {
        var left = holds.unfinished(evening, buyer);
        left.forEach(this::end);
        return left.size();
    }

    /** The order first, so that money that comes from now on finds it cancelled. */
    private void end(Unfinished hold) {
        try {
            commands.sendAndWait(new CancelForSchedule(OrderId.payingFor(hold.holdId())));
        } catch (AggregateNotFoundException nobodyBeganToPay) {
            // Then there is nothing to cancel.
        }
        if (!hold.sold()) {
            commands.sendAndWait(new ReleaseHold(hold.holdId(), hold.buyer(), ReleaseReason.SCHEDULE_CANCELLED));
        }
    }

    @Override
    public void destroy() {
        clerks.shutdownNow();
    }
}
