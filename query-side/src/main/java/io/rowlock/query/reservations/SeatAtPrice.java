package io.rowlock.query.reservations;

import io.rowlock.api.hold.HeldSeat;
import jakarta.persistence.Embeddable;
import java.util.List;

/** A seat, at the price that it was held for. */
@Embeddable
record SeatAtPrice(String seat, long amount, String currency) {
    static List<SeatAtPrice> of(List<HeldSeat> seats) {
        return seats.stream()
                .map(held -> new SeatAtPrice(
                        held.seat().toString(),
                        held.price().amount(),
                        held.price().currency()))
                .toList();
    }
}
