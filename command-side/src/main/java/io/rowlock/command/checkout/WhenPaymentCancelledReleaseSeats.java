package io.rowlock.command.checkout;

import io.rowlock.api.hold.HoldCommand.ReleaseHold;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.payment.PaymentEvent.PaymentCancelled;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Cancelled before it was paid: the seats that were held for it go back on sale. */
@Component
@ProcessingGroup(Checkout.GROUP)
class WhenPaymentCancelledReleaseSeats {
    private final CommandGateway commands;

    WhenPaymentCancelledReleaseSeats(CommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(PaymentCancelled event) {
        var reason = switch (event.reason()) {
            case BUYER_CANCELLED -> ReleaseReason.PAYMENT_CANCELLED;
            case SCHEDULE_CANCELLED -> ReleaseReason.SCHEDULE_CANCELLED;
        };
        commands.sendAndWait(new ReleaseHold(event.holdId(), event.buyer(), reason));
    }
}
