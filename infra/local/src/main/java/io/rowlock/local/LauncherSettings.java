package io.rowlock.local;

import io.rowlock.servers.Port;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** What a person may choose about the local run. */
record LauncherSettings(Path dataFolder, Port postgres, Port redis, Port kafka, Port commandSide, Port querySide) {
    /** Every setting with its default, in the order in which they are explained. */
    private enum Setting {
        COMMAND_SIDE_PORT("8080", "where the command side listens"),
        QUERY_SIDE_PORT("8081", "where the query side listens"),
        POSTGRES_PORT("5432", "where PostgreSQL listens"),
        REDIS_PORT("6379", "where Redis listens"),
        KAFKA_PORT("9092", "where Kafka listens"),
        DATA_FOLDER(".rowlock", "where all data is kept; delete it to begin anew");

        private final String byDefault;
        private final String meaning;

        Setting(String byDefault, String meaning) {
            this.byDefault = byDefault;
            this.meaning = meaning;
        }

        String property() {
            return "rowlock.local." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String variable() {
            return "ROWLOCK_LOCAL_" + name();
        }

        /** Blank counts as not said: Maven hands on every property, said or not. */
        String valueIn(Properties properties, Map<String, String> environment) {
            var property = properties.getProperty(property(), "");
            var variable = environment.getOrDefault(variable(), "");
            return !property.isBlank() ? property.strip() : !variable.isBlank() ? variable.strip() : byDefault;
        }
    }

    /** A system property wins over an environment variable, and that over the default. */
    static LauncherSettings from(Properties properties, Map<String, String> environment) {
        var values = Arrays.stream(Setting.values())
                .collect(Collectors.toMap(it -> it, it -> it.valueIn(properties, environment)));
        return new LauncherSettings(
                Path.of(values.get(Setting.DATA_FOLDER)).toAbsolutePath().normalize(),
                port(Setting.POSTGRES_PORT, values),
                port(Setting.REDIS_PORT, values),
                port(Setting.KAFKA_PORT, values),
                port(Setting.COMMAND_SIDE_PORT, values),
                port(Setting.QUERY_SIDE_PORT, values));
    }

    private static Port port(Setting setting, Map<Setting, String> values) {
        var value = values.get(setting);
        try {
            return new Port(Integer.parseInt(value), "-D" + setting.property());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(setting.property() + " must be a number, was " + value, e);
        }
    }

    static String explained() {
        var settings = Arrays.stream(Setting.values())
                .map(it -> "  -D%-34s %s (default %s; or the variable %s)"
                        .formatted(it.property() + "=...", it.meaning, it.byDefault, it.variable()))
                .collect(Collectors.joining("\n"));
        return """
                Starts PostgreSQL, Redis, Kafka and both apps; Ctrl-C stops them.

                  mvn spring-boot:run [-Dsetting=value ...]

                %s

                A port of 0 takes any free one.
                """.formatted(settings);
    }
}
