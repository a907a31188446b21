package io.rowlock.command.checkout;

import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentCommand.FailPayment;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** The seats are on sale again: whoever was about to pay for them is told, and nobody waits for it any more. */
@Component
@ProcessingGroup(Checkout.GROUP)
class WhenHoldReleasedFailPayment {
    private final CommandGateway commands;

    WhenHoldReleasedFailPayment(CommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(HoldReleased event) {
        switch (event.reason()) {
            case BUYER_RELEASED, LAPSED ->
                commands.sendAndWait(new FailPayment(
                        OrderId.payingFor(event.holdId()), event.reason().name()));
            case PAYMENT_FAILED,
                    PAYMENT_CANCELLED,
                    SCHEDULE_CANCELLED,
                    SALE_REFUSED,
                    NOT_RECORDED -> {} // the order knows
        }
    }
}
