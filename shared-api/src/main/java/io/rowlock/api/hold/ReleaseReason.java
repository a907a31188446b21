package io.rowlock.api.hold;

/** Why seats went back on sale. */
public enum ReleaseReason {
    BUYER_RELEASED,
    PAYMENT_FAILED,
    /** The hold's time was up. */
    LAPSED,
    /** The buyer cancelled the order that was to pay for it. */
    PAYMENT_CANCELLED,
    /** The evening does not take place. */
    SCHEDULE_CANCELLED,
    /** Of seats alone: paid for too late, together with others that were gone by then. */
    SALE_REFUSED,
    /** Of seats alone: in the log's early days only the hold's own event said why. */
    NOT_RECORDED
}
