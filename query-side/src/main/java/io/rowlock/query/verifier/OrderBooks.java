package io.rowlock.query.verifier;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What should be shown of a payment order: the order as it stands, and a step for each thing that happened to it. */
final class OrderBooks {
    static final Table ORDER = new Table(
            "payment_order",
            List.of("order_id"),
            "order_id",
            List.of(
                    "hold_id",
                    "schedule_id",
                    "buyer_id",
                    "method",
                    "amount",
                    "currency",
                    "readied_at",
                    "pay_until",
                    "cancel_until",
                    "status",
                    "transaction_id",
                    "seen"));

    static final Table STEP = new Table(
            "payment_step",
            List.of("order_id", "position"),
            "order_id",
            List.of("what", "status", "happened_at", "reason"));

    static Sheet order(List<Told<PaymentEvent>> events) {
        var sheet = new Sheet();
        long position = -1;
        for (var told : events) {
            var order = sheet.row(ORDER, told.event().orderId().value()).saw(told.sequence());
            switch (told.event()) {
                case PaymentReadied it ->
                    order.with("hold_id", it.holdId().toString())
                            .with("schedule_id", it.holdId().schedule().value())
                            .with("buyer_id", it.buyer().value())
                            .with("method", it.method().name())
                            .with("amount", it.amount().amount())
                            .with("currency", it.amount().currency())
                            .with("readied_at", told.at())
                            .with("pay_until", it.payUntil())
                            .with("cancel_until", it.cancelUntil())
                            .with("status", "READY")
                            .with("transaction_id", null);
                case PaymentApproved it ->
                    order.with("status", "PAID")
                            .with("transaction_id", it.transactionId().value());
                case PaymentFailed _ -> order.with("status", "FAILED");
                case PaymentConfirmed _ -> order.with("status", "CONFIRMED");
                case PaymentCancelled _ -> order.with("status", "CANCELLED");
                case PaymentRefunded it -> {
                    if (isOfItsOwnMoney(it, order)) {
                        order.with("status", "REFUNDED");
                    }
                }
                // The order stands as it stood; its timeline alone tells of these.
                case PaymentSubmitted _, PaymentDropped _, StrayPaymentReceived _, RefundDue _ -> {}
            }
            // An event that was done without leaves its place empty; one that happened twice moves the others on.
            position = Math.max(position + 1, told.sequence());
            sheet.row(STEP, told.event().orderId().value(), position)
                    .with("what", what(told.event()))
                    .with("status", order.value("status"))
                    .with("happened_at", told.at())
                    .with("reason", reason(told.event()));
        }
        return sheet;
    }

    /** The money of a stray payment may go back and the order stand. */
    private static boolean isOfItsOwnMoney(PaymentRefunded refunded, Sheet.Row order) {
        return refunded.transactionId().equals(PaymentRefunded.NOT_RECORDED)
                || refunded.transactionId().value().equals(order.value("transaction_id"));
    }

    private static String what(PaymentEvent event) {
        return switch (event) {
            case PaymentReadied _ -> "READIED";
            case PaymentSubmitted _ -> "SUBMITTED";
            case PaymentDropped _ -> "DROPPED";
            case PaymentApproved _ -> "APPROVED";
            case PaymentFailed _ -> "FAILED";
            case PaymentConfirmed _ -> "CONFIRMED";
            case PaymentCancelled _ -> "CANCELLED";
            case StrayPaymentReceived _ -> "STRAY_PAYMENT";
            case RefundDue _ -> "REFUND_DUE";
            case PaymentRefunded _ -> "REFUNDED";
        };
    }

    private static @Nullable String reason(PaymentEvent event) {
        return switch (event) {
            case PaymentDropped it -> it.reason();
            case PaymentFailed it -> it.reason();
            case PaymentCancelled it -> it.reason().name();
            case StrayPaymentReceived it -> it.reason().name();
            case RefundDue it -> it.reason();
            case PaymentRefunded it -> it.reason();
            case PaymentReadied _, PaymentSubmitted _, PaymentApproved _, PaymentConfirmed _ -> null;
        };
    }

    private OrderBooks() {}
}
