package io.rowlock.command.payment.provider.wire;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** Lines that give up soon, so that a test need not wait for what never comes, and never leave a provider alone. */
public final class Impatient {
    public static final LineSettings LINE = new LineSettings(
            Duration.ofSeconds(2),
            Duration.ofMillis(400),
            DataSize.ofKilobytes(8),
            2,
            Duration.ofMillis(1),
            4,
            Duration.ofMillis(50),
            new LineSettings.Circuit(1_000, 1_000, 100, Duration.ofMillis(100), 1));

    public static ProviderLines lines() {
        return new ProviderLines(new SimpleMeterRegistry());
    }

    private Impatient() {}
}
