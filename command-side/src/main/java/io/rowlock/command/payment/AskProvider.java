package io.rowlock.command.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.api.payment.PaymentCommand.ApprovePayment;
import io.rowlock.api.payment.PaymentCommand.DropPayment;
import io.rowlock.api.payment.PaymentCommand.FailPayment;
import io.rowlock.api.payment.PaymentEvent.PaymentSubmitted;
import io.rowlock.command.payment.provider.Outcome;
import io.rowlock.command.payment.provider.Outcome.Captured;
import io.rowlock.command.payment.provider.Outcome.NoSuchPayment;
import io.rowlock.command.payment.provider.Outcome.NotPaid;
import io.rowlock.command.payment.provider.Outcome.Pending;
import io.rowlock.command.payment.provider.PaymentProvider;
import io.rowlock.command.payment.provider.PaymentProviders;
import io.rowlock.command.payment.provider.ProviderAway;
import io.rowlock.command.platform.jobs.Job;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the provider what became of a payment until it knows, and tells the order. */
@Component
class AskProvider implements Job<PaymentSubmitted> {
    private static final Logger LOG = LoggerFactory.getLogger(AskProvider.class);

    private final PaymentProviders providers;
    private final OrderHistory orders;
    private final CommandGateway commands;
    private final PaymentSettings settings;
    private final Clock clock;
    private final Counter givenUp;

    AskProvider(
            PaymentProviders providers,
            OrderHistory orders,
            CommandGateway commands,
            PaymentSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.providers = providers;
        this.orders = orders;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
        this.givenUp = Counter.builder("rowlock.payment.undecided")
                .description("Payments that their provider had not decided when it was asked for the last time")
                .register(meters);
    }

    @Override
    public String name() {
        return "ask-provider";
    }

    @Override
    public Class<PaymentSubmitted> about() {
        return PaymentSubmitted.class;
    }

    @Override
    public Progress attempt(PaymentSubmitted payment, Instant since) {
        return switch (outcomeOf(payment, since)) {
            case Captured(var transaction, var captured) -> {
                tell(new ApprovePayment(payment.orderId(), transaction, captured));
                yield Progress.DONE;
            }
            case NotPaid(var reason) -> {
                drop(payment, reason);
                tell(new FailPayment(payment.orderId(), reason));
                yield Progress.DONE;
            }
            case NoSuchPayment(var reason) -> {
                drop(payment, reason);
                yield Progress.DONE;
            }
            case Pending _ when clock.instant().isBefore(since.plus(settings.askFor())) -> Progress.NOT_YET;
            case Pending _ -> {
                givenUp.increment();
                LOG.warn("{} is undecided since {}; it is not asked about any more", payment, since);
                drop(payment, "UNDECIDED");
                yield Progress.DONE;
            }
        };
    }

    /** Who cannot be asked for longer than anybody waits has not decided either. */
    private Outcome outcomeOf(PaymentSubmitted payment, Instant since) {
        try {
            return ask(payment, providers.mustHave(payment.method()));
        } catch (ProviderAway away) {
            if (clock.instant().isBefore(since.plus(settings.askFor()))) {
                throw away;
            }
            return new Pending();
        }
    }

    /** What is of no use any more, by now, is not captured just to be given back. */
    private Outcome ask(PaymentSubmitted payment, PaymentProvider provider) {
        return payment.wanted() && orders.of(payment.orderId()).wantsMoney()
                ? provider.capture(payment.orderId(), payment.amount(), payment.providerPaymentId())
                : provider.lookup(payment.orderId(), payment.providerPaymentId());
    }

    private void drop(PaymentSubmitted payment, String reason) {
        tell(new DropPayment(payment.orderId(), payment.providerPaymentId(), reason));
    }

    /** An order that says no will say no for ever: the money is another order's. */
    private void tell(Object command) {
        try {
            commands.sendAndWait(command);
        } catch (PaymentRefused refusal) {
            LOG.warn("{} was refused: {}", command, refusal.reason());
        }
    }
}
