package io.rowlock.query.feed;

import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Takes this instance out of service while what it would show is too old.
 *
 * <p>How far behind it is while the broker is away nobody knows, and to answer nothing at all then would help nobody.
 */
@Component("keepsUp")
class ReadModelHealth implements HealthIndicator {
    private final Groups groups;
    private final Lags lags;
    private final FeedSettings settings;
    private final Clock clock;

    ReadModelHealth(Groups groups, Lags lags, FeedSettings settings, Clock clock) {
        this.groups = groups;
        this.lags = lags;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var now = clock.instant();
        var late = groups.names().stream()
                .filter(group -> lags.of(group)
                        .filter(lag -> lag.time(now).compareTo(settings.readyWithin()) > 0)
                        .isPresent())
                .toList();
        return late.isEmpty()
                ? Health.up().build()
                : Health.outOfService().withDetail("behind", late).build();
    }
}
