package io.rowlock.api.hold;

/** Why seats went back on sale. */
public enum ReleaseReason {
    BUYER_RELEASED,
    PAYMENT_FAILED
}
