package io.rowlock.testing;

import io.rowlock.servers.DataFolder;
import io.rowlock.servers.KafkaBroker;
import io.rowlock.servers.ServerCannotStart;
import io.rowlock.servers.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;

/** The servers from Maven artifacts, in a folder that is gone after the tests. */
final class EmbeddedServers implements RealServers {
    // Longer than anybody needs from making a folder to owning it.
    private static final Duration SURELY_ABANDONED = Duration.ofMinutes(2);

    private final DataFolder data;
    private final Servers servers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedServers(DataFolder data, Servers servers) {
        this.data = data;
        this.servers = servers;
    }

    static EmbeddedServers startEmbedded() {
        var data = DataFolder.open(newFolder());
        var embedded = new EmbeddedServers(data, Servers.start(data, Servers.Ports.anyFree(), (_, _) -> {}));
        // For a test run that is broken off; one that ends has closed them by then.
        Runtime.getRuntime().addShutdownHook(new Thread(embedded::close));
        return embedded;
    }

    private static Path newFolder() {
        try {
            var all = Files.createDirectories(Path.of(
                    System.getProperty("java.io.tmpdir"), "rowlock-test-servers-" + System.getProperty("user.name")));
            removeWhatKilledTestRunsLeftBehind(all);
            return Files.createTempDirectory(all, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeWhatKilledTestRunsLeftBehind(Path all) throws IOException {
        var before = Instant.now().minus(SURELY_ABANDONED);
        try (var folders = Files.list(all)) {
            for (var folder : folders.toList()) {
                try {
                    if (Files.getLastModifiedTime(folder).toInstant().isBefore(before)) {
                        removeUnlessInUse(folder);
                    }
                } catch (NoSuchFileException | UncheckedIOException beingRemoved) {
                    // by another test run, at the same moment
                }
            }
        }
    }

    private static void removeUnlessInUse(Path folder) throws IOException {
        try (var _ = DataFolder.open(folder)) {
            delete(folder);
        } catch (ServerCannotStart inUse) {
            // by another test run on this machine
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public Database createDatabase(String name) {
        var postgres = servers.postgres();
        postgres.createDatabase(name);
        return new Database(postgres.url(name), postgres.user(), postgres.password());
    }

    @Override
    public String bootstrapServers() {
        return servers.kafka().bootstrapServers();
    }

    @Override
    public Broker broker() {
        return new InThisProcess(servers.kafka());
    }

    private record InThisProcess(KafkaBroker kafka) implements Broker {
        @Override
        public void stop() {
            kafka.stop();
        }

        @Override
        public void start() {
            kafka.start();
        }
    }

    @Override
    public String redisHost() {
        return servers.redis().host();
    }

    @Override
    public int redisPort() {
        return servers.redis().port();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        servers.close();
        try {
            delete(data.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            data.close();
        }
    }
}
