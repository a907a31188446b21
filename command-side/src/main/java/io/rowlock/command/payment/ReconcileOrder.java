package io.rowlock.command.payment;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentEvent.PaymentSubmitted;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.command.payment.Disagreement.Kind;
import io.rowlock.command.payment.ReconcileOrder.Look;
import io.rowlock.command.payment.provider.Outcome;
import io.rowlock.command.payment.provider.PaymentProviders;
import io.rowlock.command.payment.provider.RefundRequest;
import io.rowlock.command.payment.provider.Statement;
import io.rowlock.command.platform.jobs.Job;
import io.rowlock.command.platform.jobs.Jobs;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Compares an order with its provider's books, says where they disagree, and mends what can be mended.
 *
 * <p>So money that was captured and that nobody ever told us about, because the buyer's page was closed and no webhook came
 * through, is found all the same.
 */
@Component
class ReconcileOrder implements Job<Look> {
    private static final Logger LOG = LoggerFactory.getLogger(ReconcileOrder.class);

    private final PaymentProviders providers;
    private final OrderHistory orders;
    private final Disagreements disagreements;
    private final AskProvider asking;
    private final ObjectProvider<Jobs> jobs;
    private final ReconciliationSettings settings;
    private final Clock clock;

    ReconcileOrder(
            PaymentProviders providers,
            OrderHistory orders,
            Disagreements disagreements,
            AskProvider asking,
            ObjectProvider<Jobs> jobs,
            ReconciliationSettings settings,
            Clock clock) {
        this.providers = providers;
        this.orders = orders;
        this.disagreements = disagreements;
        this.asking = asking;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One of several looks at an order.
     *
     * @param round which of the times in the settings this is
     * @param mended how often it has been tried to mend what this round found
     */
    record Look(OrderId order, PaymentMethod method, Money price, Instant payUntil, int round, int mended) {
        private static final int MOST_MENDING = 100;

        static Look first(PaymentReadied order) {
            return new Look(order.orderId(), order.method(), order.amount(), order.payUntil(), 0, 0);
        }

        Look nextRound() {
            return new Look(order, method, price, payUntil, round + 1, 0);
        }

        Look afterMending() {
            return new Look(order, method, price, payUntil, round, mended + 1);
        }

        boolean worthMending() {
            return mended < MOST_MENDING;
        }

        String name() {
            return order + "/" + round + "/" + mended;
        }
    }

    @Override
    public String name() {
        return "reconcile-order";
    }

    @Override
    public Class<Look> about() {
        return Look.class;
    }

    /** A whole house's orders come due together, and buyers who pay just then go first. */
    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public Progress attempt(Look look, Instant since) {
        providers.mustHave(look.method()).statement(look.order()).ifPresent(theirs -> compare(look, theirs));
        return Progress.DONE;
    }

    void takeUp(Look look) {
        if (look.round() < settings.after().size()) {
            var due = look.payUntil().plus(settings.after().get(look.round()));
            jobs.getObject().take(this, look.name(), look, due);
        }
    }

    private void compare(Look look, Statement theirs) {
        var ours = orders.of(look.order());
        var found = Disagreement.between(look.order(), look.price(), theirs, ours)
                .filter(it -> it.kind() != Kind.TAKEN_BACK || !theyHaveWhatPaid(look, ours));
        if (found.isEmpty()) {
            disagreements.agreed(look.order(), clock.instant());
            takeUp(look.nextRound());
            return;
        }
        var disagreement = found.get();
        disagreements.found(disagreement, clock.instant());
        LOG.warn("{} and we disagree: {}", look.method(), disagreement);
        if (disagreement.kind().isMendable() && look.worthMending() && theirs instanceof Statement.Captured captured) {
            mend(look, disagreement, captured);
            var again = look.afterMending();
            jobs.getObject().take(this, again.name(), again, clock.instant().plus(settings.againWhileOpen()));
        } else {
            takeUp(look.nextRound());
        }
    }

    /** Captured since we read their books, or under another name than the order's last one. */
    private boolean theyHaveWhatPaid(Look look, PaymentState ours) {
        var payment = new ProviderPaymentId(ours.paidBy().orElseThrow().value());
        return providers.mustHave(look.method()).lookup(look.order(), payment) instanceof Outcome.Captured captured
                && captured.captured().amount() > 0;
    }

    private void mend(Look look, Disagreement disagreement, Statement.Captured theirs) {
        switch (disagreement.kind()) {
            case UNHEARD_OF ->
                jobs.getObject()
                        .take(
                                asking,
                                look.order() + "/found",
                                new PaymentSubmitted(
                                        look.order(), look.method(), theirs.payment(), look.price(), false));
            case NOT_GIVEN_BACK -> {
                var again = new RefundRequest(
                        look.order(),
                        theirs.transaction(),
                        theirs.kept(),
                        disagreement.kind().name());
                var _ = providers.mustHave(look.method()).refund(again);
            }
            case TAKEN_BACK, OTHER_AMOUNT -> {} // somebody has to find out what happened
        }
    }
}
