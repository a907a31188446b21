package io.rowlock.command.payment;

import io.rowlock.command.platform.commands.Refusal;

/** A payment order said no. */
final class PaymentRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    enum Reason {
        ORDER_NOT_FOUND,
        ORDER_ALREADY_PAID,
        ORDER_ENDED,
        METHOD_NOT_AVAILABLE,
        METHOD_DIFFERS,
        CANCELLATION_CLOSED,
        TRANSACTION_USED,
        TOO_MANY_PAYMENTS
    }

    private final Reason reason;

    PaymentRefused(Reason reason) {
        super(reason);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
