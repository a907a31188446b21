package io.rowlock.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FeedSettingsTest {
    @Test
    void what_is_not_set_has_a_default() {
        var settings = bound(Map.of("rowlock.feed.instance", "one"));
        assertThat(settings.batchSize()).isEqualTo(200);
        assertThat(settings.atLeast().patience()).hasSeconds(2);
        assertThat(settings.deadLetters().streams()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "batch-size, 0",
        "batch-size, 10001",
        "segments, 0",
        "threads, 65",
        "buffered-events, 0",
        "gather-for, 1001ms",
        "claim-timeout, 1999ms",
        "claim-every, 61s",
        "topic, ' '",
        "dead-letters.streams, 0",
        "dead-letters.pause, 25h",
        "at-least.patience, 0s",
        "at-least.patience, 31s",
        "at-least.readers, 0"
    })
    void nonsense_is_refused_at_the_start(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of("rowlock.feed.instance", "one", "rowlock.feed." + name, value)))
                .rootCause()
                .hasMessageStartingWith("rowlock.feed." + name + " must ");
    }

    private static FeedSettings bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("rowlock.feed", FeedSettings.class)
                .get();
    }
}
