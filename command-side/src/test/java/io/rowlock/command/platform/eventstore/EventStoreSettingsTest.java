package io.rowlock.command.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EventStoreSettingsTest {
    private static final Map<String, String> SENSIBLE = Map.of(
            "batch-size", "500",
            "fetch-delay", "100ms",
            "gather-for", "20ms",
            "claim-timeout", "5s",
            "claim-every", "1s",
            "gap-timeout", "60s",
            "transaction-limit", "15s",
            "aggregates-cached", "20000",
            "cached-for", "100ms");

    @Test
    void nobody_has_to_be_gathered() {
        assertThat(bound("gather-for", "0s").gatherFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "batch-size, 0",
        "batch-size, 10001",
        "fetch-delay, 0s",
        "fetch-delay, 11s",
        "gather-for, -1ms",
        "gather-for, 1001ms",
        "claim-timeout, 2999ms",
        "claim-timeout, 61m",
        "claim-every, 0s",
        "gap-timeout, 29s",
        "gap-timeout, 25h",
        "transaction-limit, 0s",
        "aggregates-cached, -1",
        "aggregates-cached, 10000001",
        "cached-for, 61m"
    })
    void nonsense_is_refused_at_the_start(String name, String value) {
        assertThatThrownBy(() -> bound(name, value))
                .rootCause()
                .hasMessageStartingWith("rowlock.event-store." + name + " must ");
    }

    private static EventStoreSettings bound(String name, String value) {
        var settings = new HashMap<String, String>();
        SENSIBLE.forEach((known, sensible) -> settings.put("rowlock.event-store." + known, sensible));
        settings.put("rowlock.event-store." + name, value);
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("rowlock.event-store", EventStoreSettings.class)
                .get();
    }
}
