package io.rowlock.local;

import io.rowlock.servers.DataFolder;
import io.rowlock.servers.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Both apps, started together and stopped together. */
record Apps(AppProcess commandSide, AppProcess querySide) implements AutoCloseable {
    private static final Duration TIME_TO_GET_READY = Duration.ofMinutes(5);

    /** Each takes about 100 KB: a 503 is better than an app that has no memory left. */
    private static final int STREAMS = 1_000;

    /** The ports of both, known to be free. */
    record Ports(int commandSide, int querySide) {}

    static Apps start(DataFolder data, Path root, Ports ports, Servers servers, TokenKeys keys) {
        servers.postgres().createDatabase("rowlock_command");
        servers.postgres().createDatabase("rowlock_query");
        var commandSide = AppProcess.start(
                data,
                App.ofModule(
                        "command-side",
                        root.resolve("command-side"),
                        "io.rowlock.command.CommandSide",
                        ports.commandSide(),
                        arguments(
                                servers,
                                keys,
                                "rowlock_command",
                                "--spring.profiles.active=demo",
                                "--rowlock.waiting-room.streams.most=" + STREAMS,
                                "--spring.data.redis.host=" + servers.redis().host(),
                                "--spring.data.redis.port=" + servers.redis().port(),
                                "--rowlock.tokens.private-key="
                                        + keys.access().privateKey().toUri(),
                                "--rowlock.waiting-room.keys[0].id=local",
                                "--rowlock.waiting-room.keys[0].private-key="
                                        + keys.admission().privateKey().toUri(),
                                "--rowlock.waiting-room.keys[0].public-key="
                                        + keys.admission().publicKey().toUri())));
        try {
            var querySide = AppProcess.start(
                    data,
                    App.ofModule(
                            "query-side",
                            root.resolve("query-side"),
                            "io.rowlock.query.QuerySide",
                            ports.querySide(),
                            arguments(
                                    servers,
                                    keys,
                                    "rowlock_query",
                                    "--rowlock.seatmap.streams.most=" + STREAMS,
                                    // Only read, on connections that cannot write.
                                    "--rowlock.verifier.log.url="
                                            + servers.postgres().url("rowlock_command"),
                                    "--rowlock.verifier.log.username="
                                            + servers.postgres().user(),
                                    "--rowlock.verifier.log.password="
                                            + servers.postgres().password())));
            return new Apps(commandSide, querySide);
        } catch (RuntimeException e) {
            commandSide.close();
            throw e;
        }
    }

    private static List<String> arguments(Servers servers, TokenKeys keys, String database, String... more) {
        var arguments = new ArrayList<>(List.of(
                "--spring.datasource.url=" + servers.postgres().url(database),
                "--spring.datasource.username=" + servers.postgres().user(),
                "--spring.datasource.password=" + servers.postgres().password(),
                "--rowlock.kafka.bootstrap-servers=" + servers.kafka().bootstrapServers(),
                "--rowlock.tokens.public-key=" + keys.access().publicKey().toUri(),
                // Whoever presses Ctrl-C does not want to wait for an open stream to end.
                "--spring.lifecycle.timeout-per-shutdown-phase=2s"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** Waits for both; one that fails is enough to give up on both. */
    void awaitReady(Servers.Progress progress) {
        long began = System.nanoTime();
        var each = both().map(app -> CompletableFuture.runAsync(
                        () -> {
                            app.awaitReady(TIME_TO_GET_READY);
                            progress.ready(app.name(), Duration.ofNanos(System.nanoTime() - began));
                        },
                        Thread.ofPlatform().daemon()::start))
                .toList();
        var all = CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new));
        var failures = each.stream().map(it -> it.thenCompose(_ -> new CompletableFuture<Void>()));
        try {
            CompletableFuture.anyOf(Stream.concat(Stream.of(all), failures).toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CannotLaunch cause ? cause : e;
        }
    }

    /** Waits until one of them ends, for whatever reason. */
    AppProcess firstToEnd() {
        return (AppProcess)
                CompletableFuture.anyOf(both().map(AppProcess::onEnd).toArray(CompletableFuture<?>[]::new))
                        .join();
    }

    private Stream<AppProcess> both() {
        return Stream.of(commandSide, querySide);
    }

    @Override
    public void close() {
        both().forEach(AppProcess::beginToStop);
        both().forEach(AppProcess::close);
    }
}
