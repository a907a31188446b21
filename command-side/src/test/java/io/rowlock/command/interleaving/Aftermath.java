package io.rowlock.command.interleaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.hold.HoldEvent.HoldExtended;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldEvent.HoldReturned;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentEvent;
import io.rowlock.api.payment.PaymentEvent.PaymentApproved;
import io.rowlock.api.payment.PaymentEvent.PaymentCancelled;
import io.rowlock.api.payment.PaymentEvent.PaymentConfirmed;
import io.rowlock.api.payment.PaymentEvent.PaymentDropped;
import io.rowlock.api.payment.PaymentEvent.PaymentFailed;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentEvent.PaymentRefunded;
import io.rowlock.api.payment.PaymentEvent.PaymentSubmitted;
import io.rowlock.api.payment.PaymentEvent.RefundDue;
import io.rowlock.api.payment.PaymentEvent.StrayPaymentReceived;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.api.seat.SeatEvent.SeatReturned;
import io.rowlock.api.seat.SeatEvent.SeatSold;
import io.rowlock.api.seat.SeatId;
import io.rowlock.api.wallet.WalletEvent;
import io.rowlock.api.wallet.WalletEvent.WalletCharged;
import io.rowlock.api.wallet.WalletEvent.WalletRefunded;
import io.rowlock.api.wallet.WalletEvent.WalletUsed;
import io.rowlock.api.wallet.WalletId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** What has become of a night, told from its events alone: no rule of the command side is asked. */
final class Aftermath {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Night night;
    private final Instant now;
    private final Map<SeatId, HoldId> sold = new HashMap<>();
    private final Map<HoldId, Hold> holds = new LinkedHashMap<>();
    private final Map<OrderId, Order> orders = new LinkedHashMap<>();
    private final Map<WalletId, Long> wallets = new HashMap<>();
    private final Set<OrderId> paidOutOfWallets = new HashSet<>();

    /** What must never be. */
    private final List<String> faults = new ArrayList<>();

    private boolean cancelled;

    /** A hold and what became of it. */
    private static final class Hold {
        private final HoldPlaced placed;
        private Instant heldUntil;
        private String standing = "OPEN";

        Hold(HoldPlaced placed) {
            this.placed = placed;
            this.heldUntil = placed.heldUntil();
        }
    }

    /** An order and its money. */
    private static final class Order {
        private final PaymentReadied readied;
        private String status = "READY";
        private String paidBy = "";
        private final Map<String, Money> captured = new HashMap<>();
        private final Map<String, Money> due = new HashMap<>();
        private final Map<String, Money> refunded = new HashMap<>();
        private final Set<String> asked = new HashSet<>();

        Order(PaymentReadied readied) {
            this.readied = readied;
        }

        boolean isConfirmed() {
            return status.equals("CONFIRMED");
        }
    }

    private Aftermath(Night night) {
        this.night = night;
        this.now = night.house().clock().instant();
    }

    static Aftermath of(Night night) {
        var aftermath = new Aftermath(night);
        night.house()
                .log()
                .sql("""
                        SELECT payload_type, payload FROM domain_event
                        WHERE global_index > :since AND aggregate_identifier LIKE ANY (:streams)
                        ORDER BY global_index""")
                .param("since", night.writtenBefore())
                .param("streams", night.streams())
                .query((row, _) -> {
                    try {
                        return JSON.readValue(
                                new String(row.getBytes(2), StandardCharsets.UTF_8), Class.forName(row.getString(1)));
                    } catch (ClassNotFoundException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .list()
                .forEach(aftermath::apply);
        return aftermath;
    }

    /** Time goes on, for there may be pauses between attempts. */
    static void awaitSettled(Night night) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(4))
                .untilAsserted(() -> {
                    var aftermath = of(night);
                    if (!aftermath.unfinished().isEmpty()) {
                        night.house().clock().pass(Duration.ofMillis(500));
                    }
                    assertThat(aftermath.faults).isEmpty();
                    assertThat(aftermath.unfinished()).isEmpty();
                });
    }

    private void apply(Object event) {
        switch (event) {
            case ScheduleCancelled _ -> cancelled = true;
            case SeatHeld held -> mustNotBeSold(held.seatId(), held.holdId(), "held");
            case SeatSold sale -> {
                mustNotBeSold(sale.seatId(), sale.holdId(), "sold");
                sold.put(sale.seatId(), sale.holdId());
            }
            case SeatReturned returned -> sold.remove(returned.seatId(), returned.holdId());
            case HoldPlaced placed -> holds.put(placed.holdId(), new Hold(placed));
            case HoldExtended extended -> hold(extended.holdId()).heldUntil = extended.heldUntil();
            case HoldReleased released -> hold(released.holdId()).standing = "RELEASED";
            case HoldSold sale -> {
                hold(sale.holdId()).standing = "SOLD";
                mustNotHaveTooMany(sale.buyer());
            }
            case SaleRefused refused -> hold(refused.holdId()).standing = "REFUSED";
            case HoldReturned returned -> hold(returned.holdId()).standing = "RETURNED";
            case PaymentReadied readied -> orders.put(readied.orderId(), new Order(readied));
            case PaymentEvent payment -> apply(payment, order(payment.orderId()));
            case WalletEvent wallet -> apply(wallet);
            default -> {} // says nothing about what is looked at here
        }
    }

    private void apply(PaymentEvent event, Order order) {
        switch (event) {
            case PaymentReadied _ -> {}
            case PaymentSubmitted submitted ->
                order.asked.add(submitted.providerPaymentId().value());
            case PaymentDropped dropped ->
                order.asked.remove(dropped.providerPaymentId().value());
            case PaymentApproved approved -> {
                order.status = "PAID";
                order.paidBy = approved.transactionId().value();
                order.captured.put(order.paidBy, approved.amount());
                faultIf(!approved.amount().equals(order.readied.amount()), "Approved with another amount", event);
            }
            case StrayPaymentReceived stray ->
                faultIf(
                        order.captured.put(stray.transactionId().value(), stray.captured()) != null,
                        "Captured twice",
                        event);
            case PaymentFailed _ -> {
                faultIf(!order.status.equals("READY"), "Failed when " + order.status, event);
                order.status = "FAILED";
            }
            case PaymentConfirmed _ -> {
                faultIf(!order.status.equals("PAID"), "Confirmed when " + order.status, event);
                order.status = "CONFIRMED";
            }
            case PaymentCancelled _ -> order.status = "CANCELLED";
            case RefundDue due ->
                faultIf(
                        order.due.put(due.transactionId().value(), due.amount()) != null
                                || order.refunded.containsKey(
                                        due.transactionId().value()),
                        "Due twice",
                        event);
            case PaymentRefunded refunded -> {
                var transaction = refunded.transactionId().value();
                faultIf(
                        !refunded.amount().equals(order.due.remove(transaction))
                                || !refunded.amount().equals(order.captured.get(transaction)),
                        "Refunded what was not due, or not captured",
                        event);
                order.refunded.put(transaction, refunded.amount());
                if (transaction.equals(order.paidBy)) {
                    order.status = "REFUNDED";
                }
            }
        }
    }

    private void apply(WalletEvent event) {
        long balance = wallets.getOrDefault(event.walletId(), 0L);
        balance += switch (event) {
            case WalletCharged charged -> charged.amount().amount();
            case WalletUsed used -> {
                faultIf(!paidOutOfWallets.add(used.orderId()), "Paid twice", event);
                yield -used.amount().amount();
            }
            case WalletRefunded refunded -> {
                faultIf(!paidOutOfWallets.remove(refunded.orderId()), "Put back what was not there", event);
                yield refunded.amount().amount();
            }
        };
        faultIf(balance < 0 || balance != event.balance().amount(), "Does not add up", event);
        wallets.put(event.walletId(), balance);
    }

    private void mustNotBeSold(SeatId seat, HoldId by, String what) {
        var owner = sold.get(seat);
        if (owner != null) {
            faults.add(seat + " was " + what + " for " + by + " while it was sold to " + owner);
        }
    }

    private void mustNotHaveTooMany(BuyerId buyer) {
        var seats = holds.values().stream()
                .filter(it -> it.placed.buyer().equals(buyer) && it.standing.equals("SOLD"))
                .mapToInt(it -> it.placed.seats().size())
                .sum();
        if (seats > Night.LIMIT) {
            faults.add(buyer + " bought " + seats + " seats");
        }
    }

    private void faultIf(boolean wrong, String what, Object event) {
        if (wrong) {
            faults.add(what + ": " + event);
        }
    }

    private Hold hold(HoldId id) {
        var hold = holds.get(id);
        if (hold == null) {
            throw new IllegalStateException("Never placed: " + id);
        }
        return hold;
    }

    private Order order(OrderId id) {
        var order = orders.get(id);
        if (order == null) {
            throw new IllegalStateException("Never readied: " + id);
        }
        return order;
    }

    List<String> faults() {
        return faults;
    }

    /** What somebody still has to see to. */
    List<String> unfinished() {
        var left = new ArrayList<String>();
        orders.forEach((id, order) -> {
            var hold = hold(order.readied.holdId());
            if (order.status.equals("PAID") || !order.due.isEmpty()) {
                left.add(id + " is " + order.status + ", due is " + order.due);
            }
            if (!order.captured.keySet().containsAll(order.asked)) {
                left.add(id + " waits for the provider to know about " + order.asked);
            }
            if (order.isConfirmed() != hold.standing.equals("SOLD")) {
                left.add(id + " is " + order.status + " while its hold is " + hold.standing);
            }
            if (order.status.equals("READY") != hold.standing.equals("OPEN")
                    && (order.status.equals("READY") || hold.standing.equals("OPEN"))) {
                left.add(id + " is " + order.status + " while its hold is " + hold.standing);
            }
            if (cancelled && order.isConfirmed()) {
                left.add(id + " is confirmed though the evening is cancelled");
            }
        });
        holds.forEach((id, hold) -> {
            if (hold.standing.equals("OPEN") && (cancelled || !now.isBefore(hold.heldUntil))) {
                left.add(id + " is open though it is over");
            }
        });
        if (left.isEmpty()) {
            night.house().log().sql("""
                            SELECT task_name || ' ' || task_instance FROM job
                            WHERE task_name IN ('ask-provider', 'give-money-back', 'wind-up-evening')""").query(String.class).list().forEach(left::add);
        }
        return left;
    }

    /** When all is settled: the money is where it belongs, on our side and on the provider's, and so are the seats. */
    List<String> imbalances() {
        var wrong = new ArrayList<>(faults);
        orders.forEach((id, order) -> {
            var kept = order.isConfirmed() ? order.readied.amount().amount() : 0;
            var captured = sum(order.captured);
            if (captured != kept + sum(order.refunded)) {
                wrong.add(id + " captured " + captured + ", kept " + kept + " and refunded " + order.refunded);
            }
            var expected = order.readied.method() == PaymentMethod.PORTONE ? kept : 0;
            var entries = night.house().provider().entriesFor(id);
            long there =
                    entries.stream().mapToLong(ScriptedProvider.Entry::kept).sum();
            if (order.readied.method() == PaymentMethod.PORTONE && there != expected) {
                wrong.add(id + " keeps " + expected + ", but the provider has " + entries);
            }
            if (order.readied.method() == PaymentMethod.WALLET
                    && order.isConfirmed() != paidOutOfWallets.contains(id)) {
                wrong.add(id + " is " + order.status + ", paid out of wallets are " + paidOutOfWallets);
            }
            if (order.isConfirmed()
                    && !hold(order.readied.holdId()).placed.seats().stream()
                            .allMatch(seat -> order.readied
                                    .holdId()
                                    .equals(sold.get(new SeatId(night.schedule(), seat.seat()))))) {
                wrong.add(id + " is confirmed, but sold are " + sold);
            }
        });
        for (int i = 0; i < Night.BUYERS; i++) {
            var buyer = night.buyer(i);
            var seats = holds.values().stream()
                    .filter(it -> it.placed.buyer().equals(buyer))
                    .filter(it ->
                            it.standing.equals("SOLD") || (it.standing.equals("OPEN") && now.isBefore(it.heldUntil)))
                    .mapToInt(it -> it.placed.seats().size())
                    .sum();
            if (seats > Night.LIMIT) {
                wrong.add(buyer + " has " + seats + " seats");
            }
        }
        return wrong;
    }

    private static long sum(Map<String, Money> amounts) {
        return amounts.values().stream().mapToLong(Money::amount).sum();
    }
}
