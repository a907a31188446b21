package io.rowlock.command.payment;

import static io.rowlock.command.payment.PaymentRefused.Reason.METHOD_NOT_AVAILABLE;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.payment.PaymentCommand.ReadyPayment;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.command.catalogue.SeatingPlans;
import io.rowlock.command.hold.Holds;
import io.rowlock.command.payment.provider.Checkout;
import io.rowlock.command.payment.provider.PaymentProviders;
import io.rowlock.command.platform.commands.Streams;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Makes payment orders: the amount and the deadlines are the hold's and its schedule's, never the caller's. */
@Component
class PaymentDesk {
    private final SeatingPlans plans;
    private final Holds holds;
    private final Repository<PaymentOrder> orders;
    private final PaymentProviders providers;

    PaymentDesk(SeatingPlans plans, Holds holds, Repository<PaymentOrder> orders, PaymentProviders providers) {
        this.plans = plans;
        this.holds = holds;
        this.orders = orders;
        this.providers = providers;
    }

    /** An order to be paid, and what the buyer's page needs to go and pay it. */
    record Readied(PaymentReadied order, Checkout checkout) {}

    @CommandHandler
    Readied handle(ReadyPayment command) {
        mustBeAvailable(command.method());
        var hold = holds.openHold(command.holdId(), command.buyer());
        var asked = new PaymentReadied(
                command.orderId(),
                hold.holdId(),
                hold.buyer(),
                command.method(),
                hold.total(),
                hold.heldUntil(),
                cancelUntil(command.holdId().schedule()));
        var readied = Streams.loadOrCreate(orders, command.orderId(), PaymentOrder::new)
                .invoke(order -> order.ready(asked));
        return new Readied(readied, checkout(readied));
    }

    private void mustBeAvailable(PaymentMethod method) {
        if (method != PaymentMethod.WALLET && providers.of(method).isEmpty()) {
            throw new PaymentRefused(METHOD_NOT_AVAILABLE);
        }
    }

    private Checkout checkout(PaymentReadied readied) {
        return readied.method() == PaymentMethod.WALLET
                ? new WalletCheckout(PaymentController.CONFIRM)
                : providers.mustHave(readied.method()).checkout(readied.orderId(), readied.amount());
    }

    /** Where the buyer's page says that the wallet shall pay. */
    record WalletCheckout(String confirm) implements Checkout {}

    private Instant cancelUntil(ScheduleId schedule) {
        return plans.of(schedule)
                .orElseThrow(() -> new IllegalStateException("A hold of a schedule that was never opened: " + schedule))
                .cancelUntil();
    }
}
