package io.rowlock.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RebuildSettingsTest {
    @Test
    void what_is_not_set_has_a_default() {
        var settings = bound(Map.of());
        assertThat(settings.threads()).isEqualTo(2);
        assertThat(settings.chunk()).isEqualTo(10_000);
        assertThat(settings.switchWithin()).hasSeconds(2);
    }

    @ParameterizedTest
    @CsvSource({
        "threads, 0",
        "threads, 17",
        "chunk, 99",
        "chunk, 100001",
        "parked, 0",
        "parked, 10000001",
        "close-by, 0",
        "close-by, 1000001",
        "patience, 999ms",
        "patience, 601s",
        "lock-within, 9ms",
        "lock-within, 5001ms",
        "switch-within, 99ms",
        "switch-within, 10001ms",
        "tries, 0",
        "tries, 1001",
        "told, 0",
        "told, 1001"
    })
    void nonsense_is_refused_at_the_start(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of("rowlock.rebuild." + name, value)))
                .rootCause()
                .hasMessageStartingWith("rowlock.rebuild." + name + " must ");
    }

    @ParameterizedTest
    @CsvSource({
        "threads, 1",
        "threads, 16",
        "chunk, 100",
        "chunk, 100000",
        "parked, 1",
        "close-by, 1",
        "patience, 1s",
        "patience, 10m",
        "lock-within, 10ms",
        "lock-within, 5s",
        "switch-within, 100ms",
        "switch-within, 10s",
        "tries, 1000",
        "told, 1000"
    })
    void the_bounds_themselves_are_taken(String name, String value) {
        assertThatCode(() -> bound(Map.of("rowlock.rebuild." + name, value))).doesNotThrowAnyException();
    }

    private static RebuildSettings bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("rowlock.rebuild", RebuildSettings.class);
    }
}
