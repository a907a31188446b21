package io.rowlock.local;

import io.rowlock.servers.DataFolder;
import io.rowlock.servers.Detached;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An app running as a process of its own, which can be watched, stopped, and killed. */
public final class AppProcess implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(2);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(3);
    private static final int LAST_LINES = 30;
    // Small; a collector that takes no threads from the few cores that everything here shares; and no second compiler,
    // which would make the apps faster in the long run at the price of nearly twice the time until they can be used.
    private static final List<String> JVM =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private final DataFolder data;
    private final App app;
    private final Process process;

    private AppProcess(DataFolder data, App app, Process process) {
        this.data = data;
        this.app = app;
        this.process = process;
    }

    /**
     * Starts it and returns at once; see {@link #awaitReady}.
     *
     * @param jvm options that win over the usual ones
     */
    public static AppProcess start(DataFolder data, App app, String... jvm) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        command.addAll(List.of(jvm));
        command.addAll(List.of("-cp", app.classpath(), app.mainClass(), "--server.port=" + app.port()));
        command.addAll(app.arguments());
        try {
            var process = new ProcessBuilder(Detached.command(command))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(data.freshLogOf(app.name()).toFile()))
                    .start();
            data.remember(app.name(), process.toHandle());
            return new AppProcess(data, app, process);
        } catch (IOException e) {
            throw new CannotLaunch(app.name() + " cannot be started: " + e, e);
        }
    }

    public String name() {
        return app.name();
    }

    public URI address() {
        return URI.create("http://localhost:" + app.port());
    }

    public Path log() {
        return data.logOf(app.name());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it says that it takes requests. */
    public void awaitReady(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try (var http = HttpClient.newBuilder().connectTimeout(TIME_TO_ANSWER).build()) {
            while (!isReady(http)) {
                if (!process.isAlive()) {
                    throw new CannotLaunch(name() + " ended while starting, with exit code " + process.exitValue()
                            + ".\n" + lastWords());
                }
                if (System.nanoTime() - deadline >= 0) {
                    throw new CannotLaunch(
                            name() + " was not ready within " + atMost.toSeconds() + " s.\n" + lastWords());
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotLaunch("Waiting for " + name() + " was interrupted.", e);
        }
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        var question = HttpRequest.newBuilder(address().resolve("/actuator/health/readiness"))
                .timeout(TIME_TO_ANSWER)
                .build();
        try {
            return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Completes when the process ends, for whatever reason. */
    public CompletableFuture<AppProcess> onEnd() {
        return process.onExit().thenApply(_ -> this);
    }

    /** The end of its log, and where the rest is. */
    String lastWords() {
        try (var lines = Files.lines(log(), StandardCharsets.UTF_8)) {
            var all = lines.toList();
            var last = all.subList(Math.max(0, all.size() - LAST_LINES), all.size());
            return "The end of its log, " + log() + ":\n    " + String.join("\n    ", last);
        } catch (IOException | UncheckedIOException e) {
            return "Its log, " + log() + ", cannot be read: " + e;
        }
    }

    /** Ends it as a power cut would: it gets no chance to tidy up. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
        data.forget(name());
    }

    /** Asks it to stop, without waiting. */
    void beginToStop() {
        process.destroy();
    }

    /** Asks it to stop and waits, but not for ever. */
    @Override
    public void close() {
        beginToStop();
        try {
            if (!process.waitFor(TIME_TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
            data.forget(name());
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
