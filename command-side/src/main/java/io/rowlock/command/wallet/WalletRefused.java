package io.rowlock.command.wallet;

import io.rowlock.command.platform.commands.Refusal;

/** A wallet said no. */
public final class WalletRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        CHARGE_OUT_OF_BOUNDS,
        WALLET_FULL,
        BALANCE_TOO_LOW,
        CURRENCY_DIFFERS
    }

    private final Reason reason;

    WalletRefused(Reason reason) {
        super(reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
