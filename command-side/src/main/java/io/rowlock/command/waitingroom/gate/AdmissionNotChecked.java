package io.rowlock.command.waitingroom.gate;

/** Nobody's fault and nobody's decision: whether an admission was ended cannot be found out now. */
final class AdmissionNotChecked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: while Redis is away, all buyers of a sale get this. */
    AdmissionNotChecked(Throwable cause) {
        super("Whether the admission still counts could not be found out", cause, false, false);
    }
}
