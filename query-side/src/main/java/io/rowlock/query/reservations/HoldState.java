package io.rowlock.query.reservations;

/** What has become of a hold. */
enum HoldState {
    HELD,
    /** Never stored: whoever looks tells it from the clock. */
    LAPSED,
    RELEASED,
    SOLD
}
