package io.rowlock.query.reservations;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.query.platform.NotFound;
import io.rowlock.query.platform.NotFound.What;
import io.rowlock.query.platform.PageOf;
import java.time.Clock;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers buyers about their own holds and reservations, newest first. */
@Component
class BuyersSeats {
    private final Holds holds;
    private final Reservations reservations;
    private final Clock clock;

    BuyersSeats(Holds holds, Reservations reservations, Clock clock) {
        this.holds = holds;
        this.reservations = reservations;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public PageOf<HoldView> holdsOf(BuyerId buyer, Pageable page) {
        var now = clock.instant();
        return PageOf.of(holds.of(buyer.value(), page), row -> HoldView.of(row, now));
    }

    @Transactional(readOnly = true)
    public PageOf<ReservationView> reservationsOf(BuyerId buyer, Pageable page) {
        return PageOf.of(reservations.of(buyer.value(), page), ReservationView::of);
    }

    @Transactional(readOnly = true)
    public ReservationView reservationOf(BuyerId buyer, OrderId reservation) {
        return reservations
                .of(buyer.value(), reservation.value())
                .map(ReservationView::of)
                .orElseThrow(() -> new NotFound(What.RESERVATION_NOT_FOUND));
    }
}
