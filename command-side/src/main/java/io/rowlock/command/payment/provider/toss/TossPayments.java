package io.rowlock.command.payment.provider.toss;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.command.payment.provider.Checkout;
import io.rowlock.command.payment.provider.Outcome;
import io.rowlock.command.payment.provider.Outcome.Captured;
import io.rowlock.command.payment.provider.Outcome.NoSuchPayment;
import io.rowlock.command.payment.provider.Outcome.NotPaid;
import io.rowlock.command.payment.provider.Outcome.Pending;
import io.rowlock.command.payment.provider.PaymentProvider;
import io.rowlock.command.payment.provider.ProviderAway;
import io.rowlock.command.payment.provider.RefundOutcome;
import io.rowlock.command.payment.provider.RefundOutcome.Declined;
import io.rowlock.command.payment.provider.RefundOutcome.GivenBack;
import io.rowlock.command.payment.provider.RefundOutcome.Underway;
import io.rowlock.command.payment.provider.RefundRequest;
import io.rowlock.command.payment.provider.Statement;
import io.rowlock.command.payment.provider.toss.TossApi.Answer.SaidNo;
import io.rowlock.command.payment.provider.toss.TossApi.Answer.Shown;
import io.rowlock.command.payment.provider.wire.MajorUnits;
import io.rowlock.command.payment.provider.wire.ProviderLines;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Toss Payments by its core API.
 *
 * <p>Toss captures nothing until we confirm, and a payment key can be confirmed, and cancelled in full, once. What became of
 * a payment is read from the payment itself; an error alone decides only where it is known to be final.
 */
@Component
@ConditionalOnBooleanProperty("rowlock.payment.toss.enabled")
class TossPayments implements PaymentProvider {
    /** After these Toss will never capture this payment. What is not named here is asked again until Toss lets it expire. */
    private static final Set<String> NEVER_CAPTURED = Set.of(
            "NOT_FOUND_PAYMENT",
            "NOT_FOUND_PAYMENT_SESSION",
            "INVALID_REQUEST",
            "REJECT_CARD_PAYMENT",
            "REJECT_CARD_COMPANY",
            "REJECT_ACCOUNT_PAYMENT",
            "REJECT_TOSSPAY_INVALID_ACCOUNT",
            "INVALID_REJECT_CARD",
            "INVALID_STOPPED_CARD",
            "INVALID_CARD_EXPIRATION",
            "INVALID_CARD_LOST_OR_STOLEN",
            "INVALID_CARD_NUMBER",
            "BELOW_MINIMUM_AMOUNT",
            "EXCEED_MAX_PAYMENT_AMOUNT",
            "EXCEED_MAX_DAILY_PAYMENT_COUNT");

    /** After these nobody but a person can get the money back. */
    private static final Set<String> NEVER_GIVEN_BACK = Set.of(
            "NOT_CANCELABLE_PAYMENT",
            "NOT_CANCELABLE_AMOUNT",
            "NOT_ALLOWED_PARTIAL_REFUND",
            "EXCEED_MAX_REFUND_DUE",
            "INVALID_REFUND_ACCOUNT_INFO",
            "INVALID_REQUEST");

    private final TossSettings settings;
    private final TossApi toss;
    private final Clock clock;

    TossPayments(TossSettings settings, ProviderLines lines, Clock clock) {
        this.settings = settings;
        this.toss = new TossApi("toss", settings, settings.line(), lines);
        this.clock = clock;
    }

    /** What {@code requestPayment} of Toss's page script wants to know. */
    record TossCheckout(String clientKey, OrderId orderId, Amount amount) implements Checkout {
        /** As Toss writes it. */
        record Amount(BigDecimal value, String currency) {}
    }

    @Override
    public PaymentMethod method() {
        return PaymentMethod.TOSS;
    }

    @Override
    public Checkout checkout(OrderId order, Money amount) {
        return new TossCheckout(
                settings.clientKey(), order, new TossCheckout.Amount(MajorUnits.written(amount), amount.currency()));
    }

    @Override
    public Outcome capture(OrderId order, Money amount, ProviderPaymentId payment) {
        var key = keyNow("capture-" + order + "-" + payment);
        return switch (toss.confirm(key, order, amount, payment)) {
            case Shown(var shown) when shown.isFor(order.value()) -> outcome(order, shown);
            // It was told to capture this order's money, and may have done so.
            case Shown _ -> throw new ProviderAway("Toss confirmed a payment and named another order");
            case SaidNo(var code) -> {
                var outcome = lookup(order, payment);
                yield outcome instanceof Pending && NEVER_CAPTURED.contains(code) ? new NotPaid(code) : outcome;
            }
        };
    }

    @Override
    public Outcome lookup(OrderId order, ProviderPaymentId payment) {
        return toss.find(payment).map(it -> outcome(order, it)).orElseGet(() -> new NoSuchPayment("NOT_FOUND_PAYMENT"));
    }

    /** A payment for another order is none of ours, whoever named it; money of that order is that order's. */
    private static Outcome outcome(OrderId order, TossPayment payment) {
        if (!payment.isFor(order.value())) {
            return new NoSuchPayment("IS_FOR_ANOTHER_ORDER");
        }
        var status = String.valueOf(payment.status());
        return switch (status) {
            case "DONE", "PARTIAL_CANCELED" ->
                new Captured(new TransactionId(String.valueOf(payment.paymentKey())), payment.balance());
            case "CANCELED", "ABORTED", "EXPIRED" -> new NotPaid(status);
            default -> new Pending(); // READY, IN_PROGRESS, WAITING_FOR_DEPOSIT, and whatever they invent next
        };
    }

    @Override
    public Optional<Statement> statement(OrderId order) {
        return Optional.of(toss.find(order).map(TossPayments::statement).orElseGet(Statement.Nothing::new));
    }

    private static Statement statement(TossPayment payment) {
        var name = String.valueOf(payment.paymentKey());
        return switch (String.valueOf(payment.status())) {
            case "DONE", "PARTIAL_CANCELED", "CANCELED" ->
                new Statement.Captured(new ProviderPaymentId(name), new TransactionId(name), payment.balance());
            default -> new Statement.Nothing();
        };
    }

    /** In full means whatever Toss has of it, should that be something else than it once told us. */
    @Override
    public RefundOutcome refund(RefundRequest request) {
        var payment = new ProviderPaymentId(request.transaction().value());
        var before = toss.find(payment);
        if (before.isEmpty()) {
            return new Declined("NOT_FOUND_PAYMENT");
        }
        var left = before.get().balance();
        if (left.amount() == 0) {
            return new GivenBack();
        }
        return switch (toss.cancel(keyNow(request.idempotencyKey()), payment, left, request.reason())) {
            case Shown(var after) -> hasNothingLeft(after) ? new GivenBack() : new Underway();
            case SaidNo(var code) -> {
                if (toss.find(payment).filter(TossPayments::hasNothingLeft).isPresent()) {
                    yield new GivenBack();
                }
                if (NEVER_GIVEN_BACK.contains(code)) {
                    yield new Declined(code);
                }
                throw new ProviderAway("Toss would not give money back yet: " + code);
            }
        };
    }

    private static boolean hasNothingLeft(TossPayment payment) {
        return payment.balance().amount() == 0;
    }

    /**
     * Toss gives the answer of the first request again for days, and so also an error that has long passed. So a key is
     * changed now and then; that a payment is captured once, and cancelled once, is seen to by the payment's own state.
     */
    private String keyNow(String what) {
        return what + "-" + clock.millis() / settings.keyLasts().toMillis();
    }
}
