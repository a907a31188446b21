package io.rowlock.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which releases of the servers these are, for whoever gets the same ones from elsewhere. */
public final class Versions {
    private static final Properties VERSIONS = load();

    private Versions() {}

    public static String postgres() {
        return VERSIONS.getProperty("postgres");
    }

    public static String redis() {
        return VERSIONS.getProperty("redis");
    }

    public static String kafka() {
        return VERSIONS.getProperty("kafka");
    }

    private static Properties load() {
        try (var file = Versions.class.getResourceAsStream("versions.properties")) {
            var versions = new Properties();
            versions.load(Objects.requireNonNull(file, "versions.properties"));
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
