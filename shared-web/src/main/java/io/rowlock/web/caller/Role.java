package io.rowlock.web.caller;

/** What a caller may be. A token's role that is not named here gives no right at all. */
public enum Role {
    BUYER,
    /** Announces concerts and puts evenings on sale. */
    ORGANISER,
    /** Runs a sale: paces its waiting room, stops it, lets people in and keeps them out. */
    OPERATOR,
    /** Looks at what was done and by whom, and changes nothing. */
    AUDITOR
}
