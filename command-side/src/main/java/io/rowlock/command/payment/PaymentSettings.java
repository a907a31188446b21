package io.rowlock.command.payment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How orders are followed, and how patiently providers are asked.
 *
 * @param askFor how long a provider is asked about a payment that it has not decided
 */
@ConfigurationProperties("rowlock.payment")
record PaymentSettings(int segments, int batchSize, Duration askFor) {
    PaymentSettings {
        if (!askFor.isPositive()) {
            throw new IllegalArgumentException("rowlock.payment.ask-for must be positive, was " + askFor);
        }
    }
}
