package io.rowlock.command.payment;

import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.command.payment.ReconcileOrder.Look;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Whoever may pay at a provider may do so without our hearing of it: the provider's books are looked into afterwards. */
@Component
@ProcessingGroup(PaymentWork.GROUP)
class WhenPaymentReadiedReconcileLater {
    private final ReconcileOrder reconciling;

    WhenPaymentReadiedReconcileLater(ReconcileOrder reconciling) {
        this.reconciling = reconciling;
    }

    @EventHandler
    void on(PaymentReadied event) {
        if (keepsBooks(event.method())) {
            reconciling.takeUp(Look.first(event));
        }
    }

    private static boolean keepsBooks(PaymentMethod method) {
        return switch (method) {
            case TOSS, PORTONE -> true;
            case MOCK, WALLET -> false;
        };
    }
}
