package io.rowlock.command.identity;

import io.rowlock.command.platform.commands.Refusal;

/** A house rule of the front desk said no. */
final class IdentityRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    enum Reason {
        EMAIL_TAKEN,
        /** One reason for an unknown e-mail and a wrong password: which of them it is, is nobody's business. */
        WRONG_CREDENTIALS,
        /** Expired, used before, logged out, or never ours. */
        REFRESH_TOKEN_NOT_VALID,
        NO_SUCH_ACCOUNT
    }

    private final Reason reason;

    private IdentityRefused(Reason reason) {
        super(reason);
        this.reason = reason;
    }

    static IdentityRefused because(Reason reason) {
        return new IdentityRefused(reason);
    }

    Reason reason() {
        return reason;
    }
}
