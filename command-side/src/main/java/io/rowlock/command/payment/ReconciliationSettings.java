package io.rowlock.command.payment;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When our log is compared with the providers' books.
 *
 * @param after each order is looked at so long after the end of its time to pay, once for each
 * @param againWhileOpen the pause before an order is looked at again on which both disagree and which can be mended
 */
@ConfigurationProperties("rowlock.payment.reconciliation")
record ReconciliationSettings(List<Duration> after, Duration againWhileOpen) {
    private static final int MOST_ROUNDS = 20;

    ReconciliationSettings {
        after = List.copyOf(after);
        if (after.isEmpty() || after.size() > MOST_ROUNDS) {
            throw new IllegalArgumentException(
                    "rowlock.payment.reconciliation.after must name 1 to " + MOST_ROUNDS + " times");
        }
        var before = Duration.ZERO;
        for (var next : after) {
            if (next.compareTo(before) <= 0) {
                throw new IllegalArgumentException(
                        "rowlock.payment.reconciliation.after must grow from time to time, was " + after);
            }
            before = next;
        }
        if (!againWhileOpen.isPositive()) {
            throw new IllegalArgumentException("rowlock.payment.reconciliation.again-while-open must be positive");
        }
    }
}
