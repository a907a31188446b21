package io.rowlock.command.payment;

import static io.rowlock.command.payment.PaymentRefused.Reason.ORDER_ALREADY_PAID;
import static io.rowlock.command.payment.PaymentRefused.Reason.ORDER_ENDED;
import static io.rowlock.command.payment.PaymentRefused.Reason.ORDER_NOT_FOUND;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.OrderStatus;
import io.rowlock.api.payment.PaymentCommand.ApprovePayment;
import io.rowlock.api.payment.PaymentCommand.ConfirmPayment;
import io.rowlock.api.payment.PaymentCommand.FailPayment;
import io.rowlock.api.payment.PaymentCommand.RefundPayment;
import io.rowlock.api.payment.PaymentEvent;
import io.rowlock.api.payment.PaymentEvent.PaymentApproved;
import io.rowlock.api.payment.PaymentEvent.PaymentConfirmed;
import io.rowlock.api.payment.PaymentEvent.PaymentFailed;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentEvent.PaymentRefunded;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** One attempt to pay for one hold. Whatever order its messages come in, its money ends confirmed or given back. */
@Aggregate(cache = "aggregateCache")
class PaymentOrder {
    @AggregateIdentifier
    private OrderId id;

    private PaymentReadied terms;
    private PaymentState state = new PaymentState(OrderStatus.READY, Optional.empty());

    /** Asked twice, the same order is the answer. */
    PaymentReadied ready(PaymentReadied asked) {
        if (terms == null) {
            apply(asked);
            return asked;
        }
        mustBelongTo(asked.buyer());
        if (state.status() != OrderStatus.READY) {
            throw new PaymentRefused(ORDER_ENDED);
        }
        return terms;
    }

    @CommandHandler
    OrderStatus handle(ApprovePayment command) {
        mustBelongTo(command.buyer());
        if (state.wasPaidBy(command.transactionId())) {
            return state.status();
        }
        switch (state.status()) {
            case READY ->
                apply(new PaymentApproved(id, terms.holdId(), terms.buyer(), command.transactionId(), terms.amount()));
            case PAID, CONFIRMED -> throw new PaymentRefused(ORDER_ALREADY_PAID);
            case FAILED, REFUNDED -> throw new PaymentRefused(ORDER_ENDED);
        }
        return state.status();
    }

    @CommandHandler
    OrderStatus handle(FailPayment command) {
        mustBelongTo(command.buyer());
        switch (state.status()) {
            case READY -> apply(new PaymentFailed(id, terms.holdId(), terms.buyer(), command.reason()));
            case FAILED -> {} // failing twice is failing once
            case PAID, CONFIRMED -> throw new PaymentRefused(ORDER_ALREADY_PAID);
            case REFUNDED -> throw new PaymentRefused(ORDER_ENDED);
        }
        return state.status();
    }

    @CommandHandler
    void handle(ConfirmPayment command) {
        if (state.status() == OrderStatus.PAID) {
            apply(new PaymentConfirmed(command.orderId()));
        }
    }

    @CommandHandler
    void handle(RefundPayment command) {
        if (state.status() == OrderStatus.PAID) {
            apply(new PaymentRefunded(command.orderId(), terms.amount(), command.reason()));
        }
    }

    /** To everybody else the order does not exist. */
    private void mustBelongTo(BuyerId asking) {
        if (!terms.buyer().equals(asking)) {
            throw new PaymentRefused(ORDER_NOT_FOUND);
        }
    }

    @EventSourcingHandler
    void on(PaymentEvent event) {
        id = event.orderId();
        state = state.after(event);
        if (event instanceof PaymentReadied readied) {
            terms = readied;
        }
    }

    /** Axon starts every replay from here; the first event fills it. */
    @SuppressWarnings("NullAway.Init") // nobody but ready() ever sees an order before its first event
    PaymentOrder() {}
}
