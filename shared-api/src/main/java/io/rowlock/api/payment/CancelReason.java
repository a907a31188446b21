package io.rowlock.api.payment;

/** Who wanted an order undone. */
public enum CancelReason {
    BUYER_CANCELLED,
    /** The evening does not take place. */
    SCHEDULE_CANCELLED
}
