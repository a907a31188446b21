package io.rowlock.query.payments;

/** What can have happened to a payment order, as its timeline calls it. */
enum Happening {
    READIED,
    SUBMITTED,
    DROPPED,
    APPROVED,
    FAILED,
    CONFIRMED,
    CANCELLED,
    STRAY_PAYMENT,
    REFUND_DUE,
    REFUNDED
}
