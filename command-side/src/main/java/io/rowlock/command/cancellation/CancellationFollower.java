package io.rowlock.command.cancellation;

import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.api.payment.CancelReason;
import io.rowlock.api.payment.PaymentEvent.PaymentCancelled;
import io.rowlock.api.payment.PaymentEvent.PaymentRefunded;
import io.rowlock.api.payment.PaymentEvent.RefundDue;
import io.rowlock.command.platform.jobs.Jobs;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Keeps the list of cancelled evenings, and has each of them wound up. */
@Component
@ProcessingGroup(CancellationConfiguration.GROUP)
class CancellationFollower {
    private final CancelledEvenings evenings;
    private final Jobs jobs;
    private final WindUpEvening windingUp;

    CancellationFollower(CancelledEvenings evenings, Jobs jobs, WindUpEvening windingUp) {
        this.evenings = evenings;
        this.jobs = jobs;
        this.windingUp = windingUp;
    }

    @EventHandler
    void on(ScheduleCancelled event, @Timestamp Instant at) {
        evenings.write(event, at);
        jobs.take(windingUp, event.scheduleId().value(), event);
    }

    @EventHandler
    void on(PaymentCancelled event) {
        if (event.reason() == CancelReason.SCHEDULE_CANCELLED) {
            evenings.write(event.orderId(), event.holdId().schedule());
        }
    }

    /** Paid for in the very moment, whatever it was refused for. */
    @EventHandler
    void on(SaleRefused event) {
        evenings.write(event.orderId(), event.holdId().schedule());
    }

    @EventHandler
    void on(RefundDue event) {
        evenings.refundIsDue(event.orderId());
    }

    @EventHandler
    void on(PaymentRefunded event) {
        evenings.refunded(event.orderId());
    }
}
