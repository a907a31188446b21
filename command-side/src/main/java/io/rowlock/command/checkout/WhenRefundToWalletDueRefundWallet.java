package io.rowlock.command.checkout;

import io.rowlock.api.payment.PaymentCommand.RefundToWallet;
import io.rowlock.api.payment.PaymentEvent.RefundDue;
import io.rowlock.api.payment.PaymentMethod;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** What came out of a wallet goes back into it at once: no provider has to be asked. */
@Component
@ProcessingGroup(Checkout.GROUP)
class WhenRefundToWalletDueRefundWallet {
    private final CommandGateway commands;

    WhenRefundToWalletDueRefundWallet(CommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(RefundDue event) {
        if (event.method() == PaymentMethod.WALLET) {
            commands.sendAndWait(new RefundToWallet(event.orderId(), event.transactionId()));
        }
    }
}
