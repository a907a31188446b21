package io.rowlock.command.payment.provider.toss;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.command.payment.provider.Checkout;
import io.rowlock.command.payment.provider.Outcome;
import io.rowlock.command.payment.provider.Outcome.Captured;
import io.rowlock.command.payment.provider.Outcome.NotPaid;
import io.rowlock.command.payment.provider.Outcome.Pending;
import io.rowlock.command.payment.provider.PaymentProvider;
import io.rowlock.command.payment.provider.ProviderAway;
import io.rowlock.command.payment.provider.RefundOutcome;
import io.rowlock.command.payment.provider.RefundOutcome.Declined;
import io.rowlock.command.payment.provider.RefundOutcome.GivenBack;
import io.rowlock.command.payment.provider.RefundOutcome.Underway;
import io.rowlock.command.payment.provider.RefundRequest;
import io.rowlock.command.payment.provider.wire.MajorUnits;
import io.rowlock.command.payment.provider.wire.ProviderLine;
import io.rowlock.command.payment.provider.wire.ProviderLines;
import io.rowlock.command.payment.provider.wire.Reply;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    private static final String PAYMENT = "/v1/payments/{paymentKey}";
    private static final String CONFIRM = "/v1/payments/confirm";
    private static final String CANCEL = "/v1/payments/{paymentKey}/cancel";
    private static final int NOT_FOUND = 404;
    private static final int LONGEST_REASON = 200;

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
    private final ProviderLine line;
    private final Clock clock;

    TossPayments(TossSettings settings, ProviderLines lines, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        // The key is the user and there is no password.
        var user = (settings.secretKey() + ":").getBytes(StandardCharsets.UTF_8);
        this.line = lines.open(
                "toss", settings.baseUrl(), "Basic " + Base64.getEncoder().encodeToString(user), settings.line());
    }

    /** What {@code requestPayment} of Toss's page script wants to know. */
    record TossCheckout(String clientKey, OrderId orderId, Amount amount) implements Checkout {
        /** As Toss writes it. */
        record Amount(BigDecimal value, String currency) {}
    }

    record Confirmation(String paymentKey, String orderId, BigDecimal amount) {}

    record Cancellation(String cancelReason, BigDecimal cancelAmount) {}

    record Refusal(@Nullable String code) {
        String named() {
            return code == null ? "nameless" : code;
        }
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
        var reply = line.post(
                keyNow("capture-" + order + "-" + payment),
                new Confirmation(payment.value(), order.value(), MajorUnits.written(amount)),
                CONFIRM);
        if (reply.isOk()) {
            return outcome(order, theOneAskedFor(payment, reply));
        }
        var refusal = refusal(reply);
        var outcome = lookup(order, payment);
        return outcome instanceof Pending && NEVER_CAPTURED.contains(refusal) ? new NotPaid(refusal) : outcome;
    }

    @Override
    public Outcome lookup(OrderId order, ProviderPaymentId payment) {
        return find(payment).map(it -> outcome(order, it)).orElseGet(() -> new NotPaid("NOT_FOUND_PAYMENT"));
    }

    /** Empty where Toss knows no such payment. */
    Optional<TossPayment> find(ProviderPaymentId payment) {
        var reply = line.get(PAYMENT, payment.value());
        if (reply.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!reply.isOk()) {
            throw new ProviderAway("Toss would not show a payment: " + refusal(reply));
        }
        return Optional.of(theOneAskedFor(payment, reply));
    }

    private static TossPayment theOneAskedFor(ProviderPaymentId payment, Reply reply) {
        var shown = reply.as(TossPayment.class);
        if (!payment.value().equals(shown.paymentKey())) {
            throw new ProviderAway("Toss answered with a payment that it was not asked for");
        }
        return shown;
    }

    /** A payment for another order is none of ours, whoever named it; money of that order is that order's. */
    private static Outcome outcome(OrderId order, TossPayment payment) {
        if (!payment.isFor(order.value())) {
            return new NotPaid("IS_FOR_ANOTHER_ORDER");
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
    public RefundOutcome refund(RefundRequest request) {
        var payment = new ProviderPaymentId(request.transaction().value());
        var before = find(payment);
        if (before.isEmpty()) {
            return new Declined("NOT_FOUND_PAYMENT");
        }
        var total = before.get().total();
        var due = request.amount().amount() - before.get().givenBack();
        if (!total.currency().equals(request.amount().currency())) {
            return new Declined("PAID_IN_" + total.currency());
        }
        if (due <= 0) {
            return new GivenBack();
        }
        var reply = line.post(
                keyNow(request.idempotencyKey()),
                new Cancellation(shortened(request.reason()), MajorUnits.written(new Money(due, total.currency()))),
                CANCEL,
                payment.value());
        if (reply.isOk()) {
            return givenBack(request, theOneAskedFor(payment, reply)) ? new GivenBack() : new Underway();
        }
        var refusal = refusal(reply);
        if (find(payment).filter(it -> givenBack(request, it)).isPresent()) {
            return new GivenBack();
        }
        if (NEVER_GIVEN_BACK.contains(refusal)) {
            return new Declined(refusal);
        }
        throw new ProviderAway("Toss would not give money back yet: " + refusal);
    }

    private static boolean givenBack(RefundRequest request, TossPayment payment) {
        return payment.givenBack() >= request.amount().amount();
    }

    /**
     * Toss gives the answer of the first request again for days, and so also an error that has long passed. So a key is
     * changed now and then; that a payment is captured once, and cancelled once, is seen to by the payment's own state.
     */
    private String keyNow(String what) {
        return what + "-" + clock.millis() / settings.keyLasts().toMillis();
    }

    private static String refusal(Reply reply) {
        return reply.as(Refusal.class).named();
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
