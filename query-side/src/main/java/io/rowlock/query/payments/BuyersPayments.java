package io.rowlock.query.payments;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.query.platform.NotFound;
import io.rowlock.query.platform.NotFound.What;
import io.rowlock.query.platform.PageOf;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers buyers about their own payments, newest first. */
@Component
class BuyersPayments {
    private final Orders orders;

    BuyersPayments(Orders orders) {
        this.orders = orders;
    }

    @Transactional(readOnly = true)
    public PageOf<PaymentView> of(BuyerId buyer, Pageable page) {
        return PageOf.of(orders.of(buyer.value(), page), PaymentView::of);
    }

    @Transactional(readOnly = true)
    public PaymentView of(BuyerId buyer, OrderId order) {
        return orders.of(buyer.value(), order.value())
                .map(PaymentView::of)
                .orElseThrow(() -> new NotFound(What.ORDER_NOT_FOUND));
    }
}
