package io.rowlock.api.payment;

/** How far a payment order has come. */
public enum OrderStatus {
    READY,
    PAID,
    CONFIRMED,
    CANCELLED,
    FAILED,
    REFUNDED
}
