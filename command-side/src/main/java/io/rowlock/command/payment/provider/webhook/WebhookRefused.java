package io.rowlock.command.payment.provider.webhook;

import io.rowlock.command.platform.commands.Refusal;

/** A webhook was not listened to. */
public final class WebhookRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        WEBHOOK_NOT_GENUINE,
        WEBHOOK_TOO_OLD,
        AMOUNT_MISMATCH
    }

    private final Reason reason;

    public WebhookRefused(Reason reason) {
        super(reason);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
