package io.rowlock.query.reservations;

/** What has become of a hold. */
enum HoldState {
    HELD,
    /** Its time is up; whoever looks tells it from the clock, before anybody has announced it. */
    LAPSED,
    RELEASED,
    SOLD,
    /** Had been sold, and is on sale again. */
    RETURNED
}
