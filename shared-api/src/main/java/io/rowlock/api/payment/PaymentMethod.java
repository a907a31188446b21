package io.rowlock.api.payment;

/** Who takes the money. */
public enum PaymentMethod {
    /** Nobody does; for trying things out, and only where it is enabled. */
    MOCK
}
