package io.rowlock.query.reservations;

import io.rowlock.api.hold.HeldSeat;
import io.rowlock.query.feed.Table;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.stream.IntStream;

/** A seat, at the price that it was held for. */
@Embeddable
record SeatAtPrice(String seat, long amount, String currency) {
    /** A seat as it is written: once, with the hold or the reservation that it belongs to. */
    record Listed(String owner, int position, HeldSeat seat) {
        static List<Listed> of(String owner, List<HeldSeat> seats) {
            return IntStream.range(0, seats.size())
                    .mapToObj(position -> new Listed(owner, position, seats.get(position)))
                    .toList();
        }

        static Table<Listed> tableOf(String name, String owner) {
            return Table.<Listed>called(name)
                    .text(owner, Listed::owner)
                    .integer("position", Listed::position)
                    .text("seat", row -> row.seat().seat().toString())
                    .bigint("amount", row -> row.seat().price().amount())
                    .text("currency", row -> row.seat().price().currency())
                    .onlyAddedTo();
        }
    }
}
