package io.rowlock.command.waitingroom.gate;

import io.rowlock.command.waitingroom.gate.GatedCommands.Purpose;
import java.time.Duration;
import java.time.Instant;

/** Whoever has seats already and goes to pay is not cut off by an end that has come a moment ago. */
record PaymentGrace(Duration lasts) {
    boolean covers(Purpose purpose, Instant end, Instant now) {
        return switch (purpose) {
            case HOLD -> false;
            case PAY -> now.isBefore(end.plus(lasts));
        };
    }
}
