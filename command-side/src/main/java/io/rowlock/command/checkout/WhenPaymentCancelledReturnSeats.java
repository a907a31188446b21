package io.rowlock.command.checkout;

import io.rowlock.api.hold.HoldCommand.ReturnHold;
import io.rowlock.api.payment.PaymentEvent.PaymentCancelled;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Cancelled after it was paid: the seats that were sold for it go back on sale. */
@Component
@ProcessingGroup(Checkout.GROUP)
class WhenPaymentCancelledReturnSeats {
    private final CommandGateway commands;

    WhenPaymentCancelledReturnSeats(CommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(PaymentCancelled event) {
        commands.sendAndWait(new ReturnHold(event.holdId(), event.buyer(), event.orderId()));
    }
}
