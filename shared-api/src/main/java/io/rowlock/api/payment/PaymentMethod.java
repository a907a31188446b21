package io.rowlock.api.payment;

/** Who takes the money. */
public enum PaymentMethod {
    /** Nobody does; for trying things out, and only where it is enabled. */
    MOCK,

    /** The buyer's own wallet, at once. */
    WALLET,

    /** Toss Payments. */
    TOSS,

    /** PortOne, and whoever it passes the payment on to. */
    PORTONE
}
