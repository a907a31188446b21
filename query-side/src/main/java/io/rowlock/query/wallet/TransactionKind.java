package io.rowlock.query.wallet;

/** Which way money went. */
enum TransactionKind {
    CHARGED,
    USED,
    REFUNDED
}
