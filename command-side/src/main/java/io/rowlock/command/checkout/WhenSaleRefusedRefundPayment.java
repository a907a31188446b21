package io.rowlock.command.checkout;

import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.api.payment.PaymentCommand.RefundPayment;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Paid for, but the seats were gone by then: the money is due to go back. */
@Component
@ProcessingGroup(Checkout.GROUP)
class WhenSaleRefusedRefundPayment {
    private final CommandGateway commands;

    WhenSaleRefusedRefundPayment(CommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(SaleRefused event) {
        commands.sendAndWait(new RefundPayment(event.orderId(), event.reason()));
    }
}
