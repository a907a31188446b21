package io.rowlock.query.reservations;

import io.rowlock.api.Money;
import java.util.List;

/** A seat at its price, as callers are told. */
record SeatView(String seat, Money price) {
    static List<SeatView> of(List<SeatAtPrice> seats) {
        return seats.stream()
                .map(it -> new SeatView(it.seat(), new Money(it.amount(), it.currency())))
                .toList();
    }
}
