package io.rowlock.command.payment;

import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentEvent;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** How an order stands by the log, for those who only look. */
@Component
class OrderHistory {
    private final EventStore log;

    OrderHistory(EventStore log) {
        this.log = log;
    }

    PaymentState of(OrderId order) {
        var state = PaymentState.NEW;
        var events = log.readEvents(order.toString());
        while (events.hasNext()) {
            state = state.after((PaymentEvent) events.next().getPayload());
        }
        return state;
    }
}
