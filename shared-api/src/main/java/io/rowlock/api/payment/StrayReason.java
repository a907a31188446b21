package io.rowlock.api.payment;

/** Why captured money is of no use to its order. */
public enum StrayReason {
    /** Not what the order is about, in amount or currency. */
    WRONG_AMOUNT,
    /** Another transaction had paid before. */
    ALREADY_PAID,
    /** The order had been cancelled. */
    ORDER_CANCELLED,
    /** The order's money had gone back. */
    ORDER_REFUNDED
}
