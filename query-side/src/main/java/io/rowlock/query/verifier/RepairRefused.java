package io.rowlock.query.verifier;

/** A stream cannot be repaired by whom was asked, or by nobody. */
final class RepairRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    enum Reason {
        /** Another instance may know it. */
        LOG_NOT_KNOWN_HERE,
        STREAM_TOO_LONG,
        STREAM_NOT_READABLE
    }

    private final Reason reason;

    private RepairRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    static RepairRefused because(Reason reason) {
        return new RepairRefused(reason);
    }

    Reason reason() {
        return reason;
    }
}
