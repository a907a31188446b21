package io.rowlock.command.interleaving;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.command.payment.provider.Checkout;
import io.rowlock.command.payment.provider.Outcome;
import io.rowlock.command.payment.provider.PaymentProvider;
import io.rowlock.command.payment.provider.ProviderAway;
import io.rowlock.command.payment.provider.RefundOutcome;
import io.rowlock.command.payment.provider.RefundRequest;
import io.rowlock.command.payment.provider.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A provider that keeps a true ledger, and whose line is cut when a test says so: before it acts, or before it can tell. */
final class ScriptedProvider implements PaymentProvider {
    private final Map<String, Entry> ledger = new ConcurrentHashMap<>();
    private final AtomicInteger cuts = new AtomicInteger();

    /** What the provider knows of one payment; nothing was captured if it was declined. */
    record Entry(OrderId order, @Nullable Money captured, int refunds) {
        long kept() {
            return captured == null ? 0 : captured.amount() * (1 - refunds);
        }
    }

    record NoPage() implements Checkout {}

    /** What was captured once stays captured; what was declined may be paid later. */
    void pay(String name, OrderId order, @Nullable Money captured) {
        ledger.merge(name, new Entry(order, captured, 0), (before, now) -> before.captured() == null ? now : before);
    }

    void cutTheLine(int times) {
        cuts.set(times);
    }

    List<ProviderPaymentId> paymentsFor(OrderId order) {
        return ledger.entrySet().stream()
                .filter(it -> it.getValue().order().equals(order))
                .map(it -> new ProviderPaymentId(it.getKey()))
                .toList();
    }

    List<Entry> entriesFor(OrderId order) {
        return ledger.values().stream().filter(it -> it.order().equals(order)).toList();
    }

    @Override
    public PaymentMethod method() {
        return PaymentMethod.PORTONE;
    }

    @Override
    public Checkout checkout(OrderId order, Money amount) {
        return new NoPage();
    }

    @Override
    public Outcome capture(OrderId order, Money amount, ProviderPaymentId payment) {
        return lookup(order, payment);
    }

    @Override
    public Outcome lookup(OrderId order, ProviderPaymentId payment) {
        int left = nextCut();
        mayBeCut(left, 1);
        var entry = ledger.get(payment.value());
        mayBeCut(left, 0);
        if (entry == null || !entry.order().equals(order)) {
            return new Outcome.NoSuchPayment("NOT_FOUND");
        }
        return entry.captured() == null || entry.refunds() > 0
                ? new Outcome.NotPaid("DECLINED")
                : new Outcome.Captured(new TransactionId(payment.value()), entry.captured());
    }

    /** Nobody looks into its books: the test does that. */
    @Override
    public Optional<Statement> statement(OrderId order) {
        return Optional.empty();
    }

    @Override
    public RefundOutcome refund(RefundRequest request) {
        int left = nextCut();
        mayBeCut(left, 1);
        var entry = ledger.computeIfPresent(
                request.transaction().value(), (_, it) -> it.refunds() > 0 ? it : refunded(it, request));
        mayBeCut(left, 0);
        return entry == null ? new RefundOutcome.Declined("NOT_FOUND") : new RefundOutcome.GivenBack();
    }

    private static Entry refunded(Entry entry, RefundRequest request) {
        if (!request.amount().equals(entry.captured())) {
            throw new IllegalStateException("Asked to give back " + request.amount() + " of " + entry);
        }
        return new Entry(entry.order(), entry.captured(), entry.refunds() + 1);
    }

    private int nextCut() {
        return cuts.getAndUpdate(left -> Math.max(0, left - 1));
    }

    private static void mayBeCut(int left, int remainder) {
        if (left > 0 && left % 2 == remainder) {
            throw new ProviderAway("The line was cut");
        }
    }
}
