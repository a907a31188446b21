package io.rowlock.command.payment;

import io.rowlock.api.payment.PaymentCommand.RecordRefund;
import io.rowlock.api.payment.PaymentEvent.RefundDue;
import io.rowlock.command.payment.provider.PaymentProviders;
import io.rowlock.command.payment.provider.RefundOutcome.Declined;
import io.rowlock.command.payment.provider.RefundOutcome.GivenBack;
import io.rowlock.command.payment.provider.RefundOutcome.Underway;
import io.rowlock.command.payment.provider.RefundRequest;
import io.rowlock.command.platform.jobs.Job;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Has the provider give money back, however often it must be asked, and tells the order. */
@Component
class GiveMoneyBack implements Job<RefundDue> {
    private final PaymentProviders providers;
    private final CommandGateway commands;

    GiveMoneyBack(PaymentProviders providers, CommandGateway commands) {
        this.providers = providers;
        this.commands = commands;
    }

    @Override
    public String name() {
        return "give-money-back";
    }

    @Override
    public Class<RefundDue> about() {
        return RefundDue.class;
    }

    @Override
    public Progress attempt(RefundDue due, Instant since) {
        var request = new RefundRequest(due.orderId(), due.transactionId(), due.amount(), due.reason());
        return switch (providers.mustHave(due.method()).refund(request)) {
            case GivenBack _ -> {
                commands.sendAndWait(new RecordRefund(due.orderId(), due.transactionId()));
                yield Progress.DONE;
            }
            case Underway _ -> Progress.NOT_YET;
            // Asked again all the same: somebody will see it fail, and settle it with the provider.
            case Declined(var reason) -> throw new IllegalStateException(due + " was declined: " + reason);
        };
    }
}
