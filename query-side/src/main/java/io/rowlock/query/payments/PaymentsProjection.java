package io.rowlock.query.payments;

import io.rowlock.api.payment.PaymentEvent;
import io.rowlock.query.feed.Followed;
import io.rowlock.query.feed.Mark;
import io.rowlock.query.feed.Projection;
import io.rowlock.query.feed.Sheet;
import io.rowlock.query.feed.Table;
import io.rowlock.query.feed.Wanted;
import java.util.Collection;
import java.util.List;
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
    public List<Table<?>> tables() {
        return List.of(OrderRow.ORDERS, OrderRow.STEPS);
    }

    @Override
    public void wants(PaymentEvent event, Wanted rows) {
        rows.row(OrderRow.ORDERS, event.orderId().value());
    }

    @Override
    public boolean apply(PaymentEvent event, Mark mark, Sheet sheet) {
        var id = event.orderId().value();
        var order = sheet.find(OrderRow.ORDERS, id).orElseGet(() -> new OrderRow(id));
        if (!order.isNext(mark)) {
            return false;
        }
        sheet.add(OrderRow.STEPS, order.show(event, mark));
        order.saw(mark);
        sheet.save(OrderRow.ORDERS, order);
        return true;
    }

    @Override
    public Map<String, Long> followed(Collection<String> streams) {
        return Followed.asMap(orders.followed(streams));
    }
}
