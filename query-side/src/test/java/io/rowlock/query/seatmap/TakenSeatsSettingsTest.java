package io.rowlock.query.seatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TakenSeatsSettingsTest {
    @Test
    void what_is_not_set_has_a_default() {
        var settings = bound(Map.of());
        assertThat(settings.maxAge()).hasSeconds(1);
        assertThat(settings.kept()).isEqualTo(10_000);
        assertThat(settings.countedAtOnce()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"max-age, 0s", "max-age, 1m", "kept, 1", "kept, 1000000", "counted-at-once, 1", "counted-at-once, 64"})
    void what_is_just_within_bounds_is_taken(String name, String value) {
        assertThat(bound(Map.of("rowlock.free-seats." + name, value))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"max-age, -1ms", "max-age, 61s", "kept, 0", "kept, 1000001", "counted-at-once, 0", "counted-at-once, 65"
    })
    void nonsense_is_refused_at_the_start(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of("rowlock.free-seats." + name, value)))
                .rootCause()
                .hasMessageStartingWith("rowlock.free-seats." + name + " must ")
                .hasMessageContaining("was ");
    }

    private static TakenSeatsSettings bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("rowlock.free-seats", TakenSeatsSettings.class);
    }
}
