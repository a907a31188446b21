package io.rowlock.query.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shows operators how far behind each group is and how many dead letters it has, at the price of one look a second. */
@Component
class FeedMetrics {
    private final Groups groups;
    private final DeadLetterCounts deadLetters;
    private final Map<String, Double> dead = new ConcurrentHashMap<>();

    FeedMetrics(Groups groups, Lags lags, DeadLetterCounts deadLetters, Clock clock, MeterRegistry meters) {
        this.groups = groups;
        this.deadLetters = deadLetters;
        for (var group : groups.names()) {
            Gauge.builder(
                            "rowlock.projection.lag.events",
                            lags,
                            all -> all.of(group)
                                    .map(lag -> (double) lag.events())
                                    .orElse(Double.NaN))
                    .description("Records of the topic that are not projected yet; unknown while the broker is away")
                    .tag("projection", group)
                    .register(meters);
            Gauge.builder(
                            "rowlock.projection.lag",
                            lags,
                            all -> all.of(group)
                                    .map(lag -> lag.time(clock.instant()).toMillis() / 1e3)
                                    .orElse(Double.NaN))
                    .description("Age of the oldest record that is not projected yet; unknown while the broker is away")
                    .baseUnit("seconds")
                    .tag("projection", group)
                    .register(meters);
            Gauge.builder("rowlock.projection.dead.letters", dead, all -> all.getOrDefault(group, Double.NaN))
                    .description("Events that could not be projected or wait behind one")
                    .tag("projection", group)
                    .register(meters);
        }
    }

    @Scheduled(fixedDelayString = "${rowlock.feed.head-every:1s}")
    void look() {
        for (var group : groups.names()) {
            dead.put(group, (double) deadLetters.of(group).events());
        }
    }
}
