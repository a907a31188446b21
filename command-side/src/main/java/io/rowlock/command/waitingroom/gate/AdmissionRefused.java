package io.rowlock.command.waitingroom.gate;

import io.rowlock.command.platform.commands.Refusal;

/** The gate let a command not pass, for want of an admission that counts. */
public final class AdmissionRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** None was shown. */
        ADMISSION_MISSING,
        /** It is not what we have signed. */
        ADMISSION_FORGED,
        /** It is signed with a key that we do not believe any more, or never did. */
        ADMISSION_KEY_RETIRED,
        ADMISSION_OF_ANOTHER_SCHEDULE,
        ADMISSION_OF_ANOTHER_BUYER,
        /** Its time is up. */
        ADMISSION_EXPIRED,
        /** It was ended before its time: by a purchase, by leaving, or by an operator. */
        ADMISSION_REVOKED
    }

    private final Reason reason;

    AdmissionRefused(Reason reason) {
        super(reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
