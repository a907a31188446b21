package io.rowlock.command.checkout;

import io.rowlock.api.hold.HoldCommand.ReleaseHold;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.payment.PaymentEvent.PaymentFailed;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Not paid for: the seats go back on sale at once, for somebody is waiting for them. */
@Component
@ProcessingGroup(Checkout.GROUP)
class WhenPaymentFailedReleaseSeats {
    private final CommandGateway commands;

    WhenPaymentFailedReleaseSeats(CommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(PaymentFailed event) {
        commands.sendAndWait(new ReleaseHold(event.holdId(), event.buyer(), ReleaseReason.PAYMENT_FAILED));
    }
}
