package io.rowlock.query.reservations;

/** Whether reserved seats are still their buyer's. */
enum ReservationStatus {
    RESERVED,
    /** Its order was cancelled, so the seats are on sale again. */
    CANCELLED
}
