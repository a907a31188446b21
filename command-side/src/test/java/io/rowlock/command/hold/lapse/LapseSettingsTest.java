package io.rowlock.command.hold.lapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LapseSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void a_sweep_is_neither_without_pause_nor_less_than_hourly() {
        assertThat(every(Duration.ofMillis(10))).isNotNull();
        assertThat(every(Duration.ofHours(1))).isNotNull();
        assertRefused(() -> every(Duration.ofMillis(10).minusNanos(1)));
        assertRefused(() -> every(Duration.ofHours(1).plusNanos(1)));
    }

    @Test
    void what_is_leased_comes_back() {
        assertRefused(() -> new LapseSettings(SECOND, 1, 1, Duration.ZERO, SECOND, 1, 1));
        assertRefused(() -> new LapseSettings(SECOND, 1, 1, Duration.ofDays(1), SECOND, 1, 1));
    }

    @Test
    void a_sweep_takes_some_and_not_all_the_world() {
        assertRefused(() -> new LapseSettings(SECOND, 0, 1, SECOND, SECOND, 1, 1));
        assertThat(new LapseSettings(SECOND, 10_000, 64, SECOND, SECOND, 1, 1)).isNotNull();
        assertRefused(() -> new LapseSettings(SECOND, 10_001, 1, SECOND, SECOND, 1, 1));
        assertRefused(() -> new LapseSettings(SECOND, 1, 0, SECOND, SECOND, 1, 1));
        assertRefused(() -> new LapseSettings(SECOND, 1, 65, SECOND, SECOND, 1, 1));
    }

    private static LapseSettings every(Duration pause) {
        return new LapseSettings(pause, 1, 1, SECOND, SECOND, 1, 1);
    }

    private static void assertRefused(Runnable asked) {
        assertThatThrownBy(asked::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rowlock.lapse.");
    }
}
