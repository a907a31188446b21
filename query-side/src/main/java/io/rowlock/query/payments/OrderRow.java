package io.rowlock.query.payments;

import io.rowlock.api.Money;
import io.rowlock.api.payment.OrderStatus;
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
import io.rowlock.query.feed.FollowingRow;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Table;
import io.rowlock.query.feed.Table.Cells;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A payment order as its buyer sees it. */
@Entity
@jakarta.persistence.Table(name = "payment_order")
// JPA and the first event fill in the columns; some are read by queries alone.
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class OrderRow extends FollowingRow {
    static final Table<OrderRow> ORDERS = Table.<OrderRow>called("payment_order")
            .text("order_id", row -> row.orderId)
            .text("hold_id", row -> row.holdId)
            .text("schedule_id", row -> row.scheduleId)
            .text("buyer_id", row -> row.buyerId)
            .text("method", row -> row.method.name())
            .bigint("amount", row -> row.amount)
            .text("currency", row -> row.currency)
            .instant("readied_at", row -> row.readiedAt)
            .instant("pay_until", row -> row.payUntil)
            .instant("cancel_until", row -> row.cancelUntil)
            .text("status", row -> row.status.name())
            .text("transaction_id", row -> row.transactionId)
            .bigint("seen", OrderRow::seen)
            .readBy(OrderRow::new);

    static final Table<Taken> STEPS = Table.<Taken>called("payment_step")
            .text("order_id", Taken::orderId)
            .bigint("position", Taken::position)
            .text("what", taken -> taken.step().what().name())
            .text("status", taken -> taken.step().status().name())
            .instant("happened_at", taken -> taken.step().at())
            .text("reason", taken -> taken.step().reason())
            .onlyAddedTo();

    @Id
    private String orderId;

    private String holdId;
    private String scheduleId;
    private String buyerId;

    @Enumerated(EnumType.STRING)
    private PaymentMethod method;

    private long amount;
    private String currency;
    private Instant readiedAt;
    private Instant payUntil;
    private Instant cancelUntil;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    private @Nullable String transactionId;

    @ElementCollection
    @CollectionTable(name = "payment_step", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "position")
    private List<Step> timeline = new ArrayList<>();

    /** Something that happened to the order, and its status from then on. */
    @Embeddable
    record Step(
            @Enumerated(EnumType.STRING) Happening what,
            @Enumerated(EnumType.STRING) OrderStatus status,
            @Column(name = "happened_at") Instant at,
            @Nullable String reason) {}

    /** A step as it is written: every event is one, so its number is the event's. */
    record Taken(String orderId, long position, Step step) {}

    OrderRow(String orderId) {
        this.orderId = orderId;
    }

    private OrderRow(Cells cells) {
        orderId = cells.text("order_id");
        holdId = cells.text("hold_id");
        scheduleId = cells.text("schedule_id");
        buyerId = cells.text("buyer_id");
        method = PaymentMethod.valueOf(cells.text("method"));
        amount = cells.number("amount");
        currency = cells.text("currency");
        readiedAt = cells.instant("readied_at");
        payUntil = cells.instant("pay_until");
        cancelUntil = cells.instant("cancel_until");
        status = OrderStatus.valueOf(cells.text("status"));
        transactionId = cells.textOrNull("transaction_id");
    }

    /** Returns what is to be written into its timeline. */
    Taken show(PaymentEvent event, Mark mark) {
        return new Taken(orderId, mark.sequence(), shown(event, mark));
    }

    private Step shown(PaymentEvent event, Mark mark) {
        return switch (event) {
            case PaymentReadied readied -> ready(readied, mark);
            case PaymentSubmitted _ -> step(Happening.SUBMITTED, mark, null);
            case PaymentDropped dropped -> step(Happening.DROPPED, mark, dropped.reason());
            case PaymentApproved approved -> {
                transactionId = approved.transactionId().value();
                status = OrderStatus.PAID;
                yield step(Happening.APPROVED, mark, null);
            }
            case PaymentFailed failed -> {
                status = OrderStatus.FAILED;
                yield step(Happening.FAILED, mark, failed.reason());
            }
            case PaymentConfirmed _ -> {
                status = OrderStatus.CONFIRMED;
                yield step(Happening.CONFIRMED, mark, null);
            }
            case PaymentCancelled cancelled -> {
                status = OrderStatus.CANCELLED;
                yield step(Happening.CANCELLED, mark, cancelled.reason().name());
            }
            case StrayPaymentReceived stray ->
                step(Happening.STRAY_PAYMENT, mark, stray.reason().name());
            case RefundDue due -> step(Happening.REFUND_DUE, mark, due.reason());
            case PaymentRefunded refunded -> {
                status = isOfItsOwnMoney(refunded) ? OrderStatus.REFUNDED : status;
                yield step(Happening.REFUNDED, mark, refunded.reason());
            }
        };
    }

    private Step ready(PaymentReadied readied, Mark mark) {
        holdId = readied.holdId().toString();
        scheduleId = readied.holdId().schedule().value();
        buyerId = readied.buyer().value();
        method = readied.method();
        amount = readied.amount().amount();
        currency = readied.amount().currency();
        readiedAt = mark.at();
        payUntil = readied.payUntil();
        cancelUntil = readied.cancelUntil();
        status = OrderStatus.READY;
        return step(Happening.READIED, mark, null);
    }

    /** A stray payment that went back leaves the order as it was. */
    private boolean isOfItsOwnMoney(PaymentRefunded refunded) {
        return refunded.transactionId().value().equals(transactionId)
                || refunded.transactionId().equals(PaymentRefunded.NOT_RECORDED);
    }

    private Step step(Happening what, Mark mark, @Nullable String reason) {
        return new Step(what, status, mark.at(), reason);
    }

    String holdId() {
        return holdId;
    }

    String scheduleId() {
        return scheduleId;
    }

    PaymentMethod method() {
        return method;
    }

    Money amount() {
        return new Money(amount, currency);
    }

    Instant payUntil() {
        return payUntil;
    }

    Instant cancelUntil() {
        return cancelUntil;
    }

    OrderStatus status() {
        return status;
    }

    @Nullable
    String transactionId() {
        return transactionId;
    }

    List<Step> timeline() {
        // An event that operators did without has left its place empty.
        return timeline.stream().filter(Objects::nonNull).toList();
    }

    String orderId() {
        return orderId;
    }

    /** JPA makes rows from this. */
    protected OrderRow() {}
}
