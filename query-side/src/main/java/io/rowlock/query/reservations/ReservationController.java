package io.rowlock.query.reservations;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.query.platform.PageOf;
import io.rowlock.web.caller.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.data.domain.PageRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A buyer's own seats. */
@RestController
@RequestMapping("/api")
class ReservationController {
    private final BuyersSeats seats;

    ReservationController(BuyersSeats seats) {
        this.seats = seats;
    }

    @GetMapping("/holds")
    PageOf<HoldView> holds(
            @Caller BuyerId buyer,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageOf.LARGEST) int size) {
        return seats.holdsOf(buyer, PageRequest.of(page, size));
    }

    @GetMapping("/reservations")
    PageOf<ReservationView> reservations(
            @Caller BuyerId buyer,
            @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(PageOf.LARGEST) int size) {
        return seats.reservationsOf(buyer, PageRequest.of(page, size));
    }

    /** A reservation bears its order's id. */
    @GetMapping("/reservations/{reservationId}")
    ReservationView reservation(@Caller BuyerId buyer, @PathVariable OrderId reservationId) {
        return seats.reservationOf(buyer, reservationId);
    }
}
