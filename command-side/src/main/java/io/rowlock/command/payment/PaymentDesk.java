package io.rowlock.command.payment;

import static io.rowlock.command.payment.PaymentRefused.Reason.METHOD_NOT_AVAILABLE;

import io.rowlock.api.payment.PaymentCommand.ReadyPayment;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.command.hold.Holds;
import io.rowlock.command.platform.commands.Streams;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Makes payment orders: the amount and the deadline are the hold's, never the caller's. */
@Component
class PaymentDesk {
    private final Holds holds;
    private final Repository<PaymentOrder> orders;
    private final MockSettings mock;

    PaymentDesk(Holds holds, Repository<PaymentOrder> orders, MockSettings mock) {
        this.holds = holds;
        this.orders = orders;
        this.mock = mock;
    }

    @CommandHandler
    PaymentReadied handle(ReadyPayment command) {
        if (!mock.enabled()) {
            throw new PaymentRefused(METHOD_NOT_AVAILABLE);
        }
        var hold = holds.openHold(command.holdId(), command.buyer());
        var asked = new PaymentReadied(
                command.orderId(), hold.holdId(), hold.buyer(), command.method(), hold.total(), hold.heldUntil());
        return Streams.loadOrCreate(orders, command.orderId(), PaymentOrder::new)
                .invoke(order -> order.ready(asked));
    }
}
