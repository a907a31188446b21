package io.rowlock.api.hold;

import io.rowlock.api.Money;
import io.rowlock.api.seat.SeatName;

/** A seat in a hold, at the price that it was held for. */
public record HeldSeat(SeatName seat, Money price) {}
