package io.rowlock.command.hold.lapse;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.command.hold.lapse.OpenHolds.Count;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Shows whether lapses are announced in time; every instance shows the same, for they share the list. */
@Component
class OpenHoldsMetrics {
    private final OpenHolds openHolds;
    private final Clock clock;
    private volatile Optional<Count> last = Optional.empty();

    OpenHoldsMetrics(OpenHolds openHolds, Clock clock, MeterRegistry meters) {
        this.openHolds = openHolds;
        this.clock = clock;
        Gauge.builder("rowlock.holds.open", () -> of(Count::open))
                .description("Holds that have not come to an end, as far as the log has been followed")
                .register(meters);
        Gauge.builder("rowlock.holds.due", () -> of(Count::due))
                .description("Those of them whose time is up, and nobody has been told")
                .register(meters);
        Gauge.builder("rowlock.holds.overdue", () -> of(count -> seconds(count.overdue())))
                .description("For how long the one of those has been over that has waited longest")
                .baseUnit("seconds")
                .register(meters);
    }

    /** Not known is not a number: while the store is away, nobody should read yesterday's. */
    void count() {
        last = Optional.empty();
        last = Optional.of(openHolds.count(clock.instant()));
    }

    private double of(ToDoubleFunction<Count> number) {
        return last.map(count -> number.applyAsDouble(count)).orElse(Double.NaN);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
