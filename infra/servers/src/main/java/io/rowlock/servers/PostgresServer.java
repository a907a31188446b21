package io.rowlock.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A PostgreSQL that flushes what it has acknowledged, like one that people trust with their money. */
public final class PostgresServer implements AutoCloseable {
    static final String FOLDER = "postgres";

    private static final Duration TIME_TO_START = Duration.ofSeconds(60);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(10);
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static PostgresServer start(DataFolder data, Port port) {
        var log = Redirect.appendTo(data.freshLogOf(FOLDER).toFile());
        try {
            return new PostgresServer(EmbeddedPostgres.builder()
                    .setDataDirectory(data.path().resolve(FOLDER))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false) // whoever started it stops it, in the right order
                    .setPort(port.claimedFor("PostgreSQL"))
                    // The library turns both off, and then an acknowledged hold could be lost.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setPGStartupWait(TIME_TO_START)
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .start());
        } catch (IOException | IllegalStateException e) {
            throw new ServerCannotStart(
                    "PostgreSQL cannot start: " + e.getMessage() + ". Its log is " + data.logOf(FOLDER) + ".", e);
        }
    }

    /** PostgreSQL writes down its own pid and start; it is the only one who knows them from the first moment. */
    static void stopIfLeftBehind(Path folder) {
        postmasterOf(folder.resolve("postmaster.pid"))
                .flatMap(RunningProcess::stillRunning)
                .ifPresent(PostgresServer::stop);
    }

    private static Optional<RunningProcess> postmasterOf(Path pidFile) {
        try {
            if (!Files.exists(pidFile)) {
                return Optional.empty();
            }
            var lines = Files.readAllLines(pidFile); // pid, data folder, start in seconds, port, ...
            return lines.size() < 3
                    ? Optional.empty()
                    : Optional.of(new RunningProcess(
                            Long.parseLong(lines.get(0).strip()),
                            Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(ProcessHandle postmaster) {
        try {
            // On a termination signal it would wait for its clients to leave; on an interrupt it sends them away.
            new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        RunningProcess.awaitEnd(postmaster, TIME_TO_STOP);
    }

    public int port() {
        return postgres.getPort();
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    public String user() {
        return "postgres";
    }

    /** It trusts everybody on this machine, but some clients insist on sending something. */
    public String password() {
        return "postgres";
    }

    /** Makes the database unless it is there already. */
    public void createDatabase(String name) {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name for a database: " + name);
        }
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var find = connection.prepareStatement("select 1 from pg_database where datname = ?");
                var create = connection.createStatement()) {
            find.setString(1, name);
            if (!find.executeQuery().next()) {
                create.execute("create database " + name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot make the database " + name, e);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
