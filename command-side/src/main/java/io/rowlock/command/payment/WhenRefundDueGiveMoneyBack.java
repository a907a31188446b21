package io.rowlock.command.payment;

import io.rowlock.api.payment.PaymentEvent.RefundDue;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.command.platform.jobs.Jobs;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Money is to go back: whoever took it has to be asked, unless it lies in our own wallets. */
@Component
@ProcessingGroup(PaymentWork.GROUP)
class WhenRefundDueGiveMoneyBack {
    private final Jobs jobs;
    private final GiveMoneyBack givingBack;

    WhenRefundDueGiveMoneyBack(Jobs jobs, GiveMoneyBack givingBack) {
        this.jobs = jobs;
        this.givingBack = givingBack;
    }

    @EventHandler
    void on(RefundDue event) {
        if (event.method() != PaymentMethod.WALLET) {
            jobs.take(givingBack, event.orderId() + "/" + event.transactionId(), event);
        }
    }
}
