package io.rowlock.query.payments;

import io.rowlock.api.payment.PaymentEvent;
import io.rowlock.query.feed.Followed;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Projection;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers: what has become of this payment? */
@Component
class PaymentsProjection implements Projection<PaymentEvent> {
    private final Orders orders;

    PaymentsProjection(Orders orders) {
        this.orders = orders;
    }

    @Override
    public Class<PaymentEvent> follows() {
        return PaymentEvent.class;
    }

    @Override
    public String group() {
        return "payments";
    }

    @Override
    public boolean apply(PaymentEvent event, Mark mark) {
        var id = event.orderId().value();
        var order = orders.findById(id).orElseGet(() -> new OrderRow(id));
        if (!order.isNext(mark)) {
            return false;
        }
        order.show(event, mark);
        order.saw(mark);
        orders.save(order);
        return true;
    }

    @Override
    public Map<String, Long> followed(Collection<String> streams) {
        return Followed.asMap(orders.followed(streams));
    }

    @Override
    public void clear() {
        orders.forget();
    }
}
