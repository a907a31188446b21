package io.rowlock.command.waitingroom.entrance;

import io.rowlock.command.waitingroom.entrance.Turnstile.Allowance;
import java.util.List;

/** Somebody entered more often than they may, and may come back in a while. */
final class TooManyEntries extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Allowance> allowances;

    /** Without a stack trace: who sends one of these sends thousands. */
    TooManyEntries(List<Allowance> allowances) {
        super("Entered too often", null, false, false);
        this.allowances = allowances;
    }

    List<Allowance> allowances() {
        return allowances;
    }

    Allowance exhausted() {
        return allowances.getLast();
    }
}
