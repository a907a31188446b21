package io.rowlock.command.checkout;

import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.payment.PaymentCommand.ConfirmPayment;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** The buyer has what was paid for, so the order is done. */
@Component
@ProcessingGroup(Checkout.GROUP)
class WhenSeatsSoldConfirmPayment {
    private final CommandGateway commands;

    WhenSeatsSoldConfirmPayment(CommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(HoldSold event) {
        commands.sendAndWait(new ConfirmPayment(event.orderId()));
    }
}
