package io.rowlock.query.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CatalogueSettingsTest {
    @Test
    void what_is_not_set_has_a_default() {
        var settings = bound(Map.of());
        assertThat(settings.maxAge()).hasSeconds(2);
        assertThat(settings.searchWithin()).hasSeconds(2);
    }

    @ParameterizedTest
    @CsvSource({"max-age, 0s", "max-age, 10m", "search-within, 1ms", "search-within, 1m"})
    void what_is_just_within_bounds_is_taken(String name, String value) {
        assertThat(bound(Map.of("rowlock.catalogue." + name, value))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"max-age, -1ms", "max-age, 601s", "search-within, 0s", "search-within, 61s"})
    void nonsense_is_refused_at_the_start(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of("rowlock.catalogue." + name, value)))
                .rootCause()
                .hasMessageStartingWith("rowlock.catalogue." + name + " must ")
                .hasMessageContaining("was ");
    }

    private static CatalogueSettings bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("rowlock.catalogue", CatalogueSettings.class);
    }
}
