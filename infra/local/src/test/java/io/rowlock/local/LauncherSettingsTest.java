package io.rowlock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LauncherSettingsTest {
    private final Properties properties = new Properties();

    @Test
    void nothing_said_means_the_usual_ports_and_a_folder_in_the_root() {
        var settings = LauncherSettings.from(properties, Map.of());

        assertThat(settings.commandSide().number()).isEqualTo(8080);
        assertThat(settings.querySide().number()).isEqualTo(8081);
        assertThat(settings.postgres().number()).isEqualTo(5432);
        assertThat(settings.redis().number()).isEqualTo(6379);
        assertThat(settings.kafka().number()).isEqualTo(9092);
        assertThat(settings.dataFolder()).isEqualTo(Path.of(".rowlock").toAbsolutePath());
    }

    @Test
    void a_property_wins_over_a_variable_and_a_blank_one_says_nothing() {
        properties.setProperty("rowlock.local.postgres-port", "15432");
        properties.setProperty("rowlock.local.redis-port", "");
        var environment = Map.of("ROWLOCK_LOCAL_POSTGRES_PORT", "1", "ROWLOCK_LOCAL_REDIS_PORT", "16379");

        var settings = LauncherSettings.from(properties, environment);

        assertThat(settings.postgres().number()).isEqualTo(15_432);
        assertThat(settings.redis().number()).isEqualTo(16_379);
    }

    @Test
    void a_port_names_the_setting_that_moves_it() {
        assertThat(LauncherSettings.from(properties, Map.of()).kafka().setting())
                .isEqualTo("-Drowlock.local.kafka-port");
    }

    @Test
    void a_port_that_is_no_number_is_refused() {
        properties.setProperty("rowlock.local.kafka-port", "many");
        assertThatThrownBy(() -> LauncherSettings.from(properties, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rowlock.local.kafka-port must be a number, was many");
    }

    @Test
    void a_port_that_does_not_exist_is_refused() {
        properties.setProperty("rowlock.local.kafka-port", "65536");
        assertThatThrownBy(() -> LauncherSettings.from(properties, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be from 0 (any free port) to 65535, was 65536");
        properties.setProperty("rowlock.local.kafka-port", "65535");
        assertThat(LauncherSettings.from(properties, Map.of()).kafka().number()).isEqualTo(65_535);
    }
}
