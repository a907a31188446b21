package io.rowlock.web.caller;

/** What a caller may be. A token's role that is not named here gives no right at all. */
public enum Role {
    BUYER,
    ORGANISER
}
