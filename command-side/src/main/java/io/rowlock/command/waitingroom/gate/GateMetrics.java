package io.rowlock.command.waitingroom.gate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.rowlock.command.platform.redis.RedisHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Lets operators see whom the gate turns away, and for how long it has believed signatures alone. */
@Component
class GateMetrics {
    private final Map<AdmissionRefused.Reason, Counter> refusals = new EnumMap<>(AdmissionRefused.Reason.class);
    private final Counter notChecked;
    private final Counter believed;
    private final RedisHealth redis;
    private final Clock clock;
    private volatile Instant lastBelieved = Instant.MIN;

    GateMetrics(MeterRegistry meters, RedisHealth redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
        for (var reason : AdmissionRefused.Reason.values()) {
            refusals.put(
                    reason,
                    Counter.builder("rowlock.gate.refusals")
                            .tag(
                                    "reason",
                                    reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .description("Commands that the gate let not pass")
                            .register(meters));
        }
        notChecked = Counter.builder("rowlock.gate.not.checked")
                .description("Commands turned away because Redis could not be asked about their admission")
                .register(meters);
        believed = Counter.builder("rowlock.gate.believed")
                .description("Commands let pass on their admission's signature alone, because Redis could not be asked")
                .register(meters);
        TimeGauge.builder("rowlock.gate.open.without.redis", this::openForMillis, TimeUnit.MILLISECONDS)
                .description(
                        "For how long signatures alone have been believed since Redis went away; 0 while it is there")
                .register(meters);
        TimeGauge.builder("rowlock.redis.away", this::awayForMillis, TimeUnit.MILLISECONDS)
                .description("For how long Redis has not answered this instance; 0 while it does")
                .register(meters);
    }

    void refused(AdmissionRefused.Reason reason) {
        Objects.requireNonNull(refusals.get(reason)).increment();
    }

    void notChecked() {
        notChecked.increment();
    }

    void believed() {
        lastBelieved = clock.instant();
        believed.increment();
    }

    private double openForMillis() {
        return redis.awaySince()
                .map(since -> millisBetween(since, lastBelieved))
                .orElse(0L);
    }

    private double awayForMillis() {
        return redis.awaySince()
                .map(since -> millisBetween(since, clock.instant()))
                .orElse(0L);
    }

    private static long millisBetween(Instant from, Instant to) {
        return to.isBefore(from) ? 0 : Duration.between(from, to).toMillis();
    }
}
