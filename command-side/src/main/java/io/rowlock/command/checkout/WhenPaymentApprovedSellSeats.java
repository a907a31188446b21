package io.rowlock.command.checkout;

import io.rowlock.api.hold.HoldCommand.SellHold;
import io.rowlock.api.payment.PaymentEvent.PaymentApproved;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Paid for: the seats change hands, or the sale is refused because they are gone. */
@Component
@ProcessingGroup(Checkout.GROUP)
class WhenPaymentApprovedSellSeats {
    private final CommandGateway commands;

    WhenPaymentApprovedSellSeats(CommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(PaymentApproved event) {
        commands.sendAndWait(new SellHold(event.holdId(), event.buyer(), event.orderId()));
    }
}
