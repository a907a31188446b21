package io.rowlock.command.payment;

import io.rowlock.api.payment.PaymentEvent.PaymentSubmitted;
import io.rowlock.command.platform.jobs.Jobs;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.stereotype.Component;

/** Somebody says that a payment was made: the provider has to know. */
@Component
@ProcessingGroup(PaymentWork.GROUP)
class WhenPaymentSubmittedAskProvider {
    private final Jobs jobs;
    private final AskProvider asking;

    WhenPaymentSubmittedAskProvider(Jobs jobs, AskProvider asking) {
        this.jobs = jobs;
        this.asking = asking;
    }

    /** Under the event's number, for the same name may be submitted again while the asking of the first comes to its end. */
    @EventHandler
    void on(PaymentSubmitted event, @SequenceNumber long number) {
        jobs.take(asking, event.orderId() + "/" + number, event);
    }
}
