package io.rowlock.command.payment.provider.portone;

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
import io.rowlock.command.payment.provider.wire.ProviderLine;
import io.rowlock.command.payment.provider.wire.ProviderLines;
import io.rowlock.command.payment.provider.wire.Reply;
import io.rowlock.command.platform.Marks;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * PortOne by its V2 API.
 *
 * <p>A payment bears the name of our order, so whatever name a buyer or a webhook tells us, we ask about our order's payment.
 * Under one name the buyer may try several times and pay once; the name that we are told says which attempt is meant, and
 * makes sure that a later attempt is asked about again.
 */
@Component
@ConditionalOnBooleanProperty("rowlock.payment.portone.enabled")
class PortOne implements PaymentProvider {
    private static final String PAYMENT = "/payments/{paymentId}?storeId={storeId}";
    private static final String CANCEL = "/payments/{paymentId}/cancel";
    private static final int NOT_FOUND = 404;

    /** After these nobody but a person can get the money back. */
    private static final Set<String> NEVER_GIVEN_BACK =
            Set.of("PAYMENT_NOT_PAID", "CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT", "INVALID_REQUEST", "FORBIDDEN");

    private final PortOneSettings settings;
    private final ProviderLine line;
    private final Marks marks;

    PortOne(PortOneSettings settings, ProviderLines lines, Marks marks) {
        this.settings = settings;
        this.marks = marks;
        this.line = lines.open("portone", settings.baseUrl(), "PortOne " + settings.apiSecret(), settings.line());
    }

    /** What {@code requestPayment} of PortOne's page script wants to know. */
    record PortOneCheckout(String storeId, String channelKey, OrderId paymentId, long totalAmount, String currency)
            implements Checkout {}

    /** Refused where something else was given back meanwhile. */
    record Cancellation(String storeId, String reason, long amount, long currentCancellableAmount) {}

    record CancelReply(@Nullable Progress cancellation) {
        record Progress(@Nullable String status) {}

        boolean succeeded() {
            return is("SUCCEEDED");
        }

        boolean failed() {
            return is("FAILED");
        }

        private boolean is(String status) {
            return cancellation != null && status.equals(cancellation.status());
        }
    }

    record Refusal(@Nullable String type) {
        String named() {
            return type == null ? "nameless" : type;
        }
    }

    @Override
    public PaymentMethod method() {
        return PaymentMethod.PORTONE;
    }

    @Override
    public Checkout checkout(OrderId order, Money amount) {
        return new PortOneCheckout(
                settings.storeId(), settings.channelKey(), order, amount.amount(), amount.currency());
    }

    /** PortOne has captured by itself, or has not. */
    @Override
    public Outcome capture(OrderId order, Money amount, ProviderPaymentId payment) {
        return lookup(order, payment);
    }

    @Override
    public Outcome lookup(OrderId order, ProviderPaymentId payment) {
        return find(order).map(PortOne::outcome).orElseGet(() -> new NoSuchPayment("PAYMENT_NOT_FOUND"));
    }

    @Override
    public Optional<Statement> statement(OrderId order) {
        return Optional.of(find(order).map(PortOne::statement).orElseGet(Statement.Nothing::new));
    }

    private static Statement statement(PortOnePayment payment) {
        return switch (String.valueOf(payment.status())) {
            case "PAID", "PARTIAL_CANCELLED", "CANCELLED" -> {
                var transaction = transaction(payment);
                yield new Statement.Captured(
                        new ProviderPaymentId(transaction.value()), transaction, payment.balance());
            }
            default -> new Statement.Nothing();
        };
    }

    private static Outcome outcome(PortOnePayment payment) {
        var status = String.valueOf(payment.status());
        return switch (status) {
            case "PAID", "PARTIAL_CANCELLED" -> new Captured(transaction(payment), payment.balance());
            case "FAILED", "CANCELLED" -> new NotPaid(status);
            default -> new Pending(); // READY, PAY_PENDING, VIRTUAL_ACCOUNT_ISSUED, and whatever they invent next
        };
    }

    private static TransactionId transaction(PortOnePayment payment) {
        try {
            return new TransactionId(String.valueOf(payment.transactionId()));
        } catch (IllegalArgumentException noName) {
            throw new ProviderAway("PortOne named no transaction that can be one", noName);
        }
    }

    /** Empty where PortOne knows no payment of our order's name. */
    private Optional<PortOnePayment> find(OrderId order) {
        var reply = line.get(PAYMENT, order.value(), settings.storeId());
        if (reply.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!reply.isOk()) {
            throw new ProviderAway("PortOne would not show a payment: " + refusal(reply));
        }
        var shown = reply.as(PortOnePayment.class);
        if (!order.value().equals(shown.id())) {
            throw new ProviderAway("PortOne answered with a payment that it was not asked for");
        }
        return Optional.of(shown);
    }

    /** In full means whatever PortOne has of it, should that be something else than it once told us. */
    @Override
    public RefundOutcome refund(RefundRequest request) {
        var before = find(request.order());
        if (before.isEmpty()) {
            return new Declined("PAYMENT_NOT_FOUND");
        }
        var left = before.get().balance().amount();
        if (left == 0) {
            return new GivenBack();
        }
        var reply = line.post(
                // For this attempt, however often it is repeated. A later one has another: PortOne would tell the first
                // one's failure again. That money goes back once is seen to by the amount that we say is left.
                marks.next(),
                new Cancellation(settings.storeId(), request.reason(), left, left),
                CANCEL,
                request.order().value());
        if (reply.isOk()) {
            var cancelled = reply.as(CancelReply.class);
            if (cancelled.failed()) {
                throw new ProviderAway("PortOne could not give money back yet");
            }
            if (!cancelled.succeeded()) {
                return new Underway(); // some banks take their time
            }
        }
        if (find(request.order()).filter(it -> it.balance().amount() == 0).isPresent()) {
            return new GivenBack();
        }
        return reply.isOk() ? new Underway() : refusedOrLater(reply);
    }

    private static RefundOutcome refusedOrLater(Reply reply) {
        var refusal = refusal(reply);
        if (NEVER_GIVEN_BACK.contains(refusal)) {
            return new Declined(refusal);
        }
        throw new ProviderAway("PortOne would not give money back yet: " + refusal);
    }

    private static String refusal(Reply reply) {
        return reply.as(Refusal.class).named();
    }
}
