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
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A payment order as its buyer sees it. */
@Entity
@Table(name = "payment_order")
// JPA and the first event fill in the columns; some are read by queries alone.
@SuppressWarnings({"NullAway.Init", "UnusedVariable"})
class OrderRow extends FollowingRow {
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

    OrderRow(String orderId) {
        this.orderId = orderId;
    }

    void show(PaymentEvent event, Mark mark) {
        switch (event) {
            case PaymentReadied readied -> ready(readied, mark);
            case PaymentSubmitted _ -> step(Happening.SUBMITTED, mark, null);
            case PaymentDropped dropped -> step(Happening.DROPPED, mark, dropped.reason());
            case PaymentApproved approved -> {
                transactionId = approved.transactionId().value();
                status = OrderStatus.PAID;
                step(Happening.APPROVED, mark, null);
            }
            case PaymentFailed failed -> {
                status = OrderStatus.FAILED;
                step(Happening.FAILED, mark, failed.reason());
            }
            case PaymentConfirmed _ -> {
                status = OrderStatus.CONFIRMED;
                step(Happening.CONFIRMED, mark, null);
            }
            case PaymentCancelled cancelled -> {
                status = OrderStatus.CANCELLED;
                step(Happening.CANCELLED, mark, cancelled.reason().name());
            }
            case StrayPaymentReceived stray ->
                step(Happening.STRAY_PAYMENT, mark, stray.reason().name());
            case RefundDue due -> step(Happening.REFUND_DUE, mark, due.reason());
            case PaymentRefunded refunded -> {
                status = isOfItsOwnMoney(refunded) ? OrderStatus.REFUNDED : status;
                step(Happening.REFUNDED, mark, refunded.reason());
            }
        }
    }

    private void ready(PaymentReadied readied, Mark mark) {
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
        step(Happening.READIED, mark, null);
    }

    /** A stray payment that went back leaves the order as it was. */
    private boolean isOfItsOwnMoney(PaymentRefunded refunded) {
        return refunded.transactionId().value().equals(transactionId)
                || refunded.transactionId().equals(PaymentRefunded.NOT_RECORDED);
    }

    private void step(Happening what, Mark mark, @Nullable String reason) {
        timeline.add(new Step(what, status, mark.at(), reason));
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
        return timeline;
    }

    @Override
    public String getId() {
        return orderId;
    }

    /** JPA makes rows from this. */
    protected OrderRow() {}
}
