package io.rowlock.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The launcher as a person starts it: a process with a screen. */
final class LauncherProcess implements AutoCloseable {
    private static final Duration TIME_TO_OPEN = Duration.ofMinutes(6);

    /** Tests that run in the background may have been told to ignore it, and would hand that on. */
    private static final List<String> LISTENING_TO_CTRL_C =
            System.getProperty("os.name").equals("Linux") ? List.of("/usr/bin/env", "--default-signal=INT") : List.of();

    private final Process process;
    private final Path screen;

    private LauncherProcess(Process process, Path screen) {
        this.process = process;
        this.screen = screen;
    }

    static LauncherProcess start(Path screen, Map<String, String> settings, Map<String, String> environment)
            throws IOException {
        var command = new ArrayList<>(LISTENING_TO_CTRL_C);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
        settings.forEach((name, value) -> command.add("-Drowlock.local." + name + "=" + value));
        command.add(Launcher.class.getName());
        var starting = new ProcessBuilder(command)
                .directory(Path.of(System.getProperty("rowlock.root")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        starting.environment().putAll(environment);
        return new LauncherProcess(starting.start(), screen);
    }

    String screen() {
        try {
            return Files.readString(screen, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The welcome, once it is there. */
    String awaitWelcome() {
        Awaitility.await("the welcome of\n" + screen)
                .atMost(TIME_TO_OPEN)
                .until(() -> screen().contains("Ctrl-C stops everything") || !process.isAlive());
        return screen();
    }

    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    int awaitEnd(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Still running after " + atMost + ":\n" + screen());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
