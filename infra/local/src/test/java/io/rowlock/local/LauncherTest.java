package io.rowlock.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.servers.DataFolder;
import io.rowlock.servers.Port;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final Duration TIME_TO_START = Duration.ofMinutes(6);

    private final Path data;
    private final Path screens;
    private final Map<String, String> settings = new HashMap<>();

    LauncherTest(@TempDir Path data, @TempDir Path screens) {
        this.data = data;
        this.screens = screens;
        settings.put("data-folder", data.toString());
        for (var server : List.of("postgres", "redis", "kafka", "command-side", "query-side")) {
            settings.put(server + "-port", Integer.toString(Port.any().claimedFor(server)));
        }
    }

    @AfterEach
    void nothing_is_left_behind() {
        DataFolder.open(data).close();
    }

    @Test
    void what_the_welcome_says_can_be_done() throws Exception {
        try (var launcher = start("first")) {
            var welcome = launcher.awaitWelcome();

            var answers = runAsPrinted(requestsIn(welcome));

            assertThat(answers).contains("\"holdId\"").contains("\"A-1-1\"");
            launcher.signal("INT");
            launcher.awaitEnd(FIVE_SECONDS);
            assertThat(whoWorksHere()).isEmpty();
        }
    }

    @Test
    void a_killed_launcher_makes_way_for_the_next_which_keeps_the_data() throws Exception {
        String evening;
        try (var killed = start("killed")) {
            evening = eveningIn(killed.awaitWelcome());
            try (var second = start("second")) {
                assertThat(second.awaitEnd(TIME_TO_START)).isEqualTo(1);
                assertThat(second.screen()).contains("is in use by another launcher");
            }
            killed.signal("KILL");
            killed.awaitEnd(FIVE_SECONDS);
        }

        try (var next = start("next")) {
            assertThat(eveningIn(next.awaitWelcome())).isEqualTo(evening);

            var querySide = pidOf("query-side");
            ProcessHandle.of(querySide).orElseThrow().destroyForcibly();

            assertThat(next.awaitEnd(FIVE_SECONDS.multipliedBy(2))).isEqualTo(1);
            assertThat(next.screen()).contains("query-side has ended, so everything is stopped.");
            assertThat(whoWorksHere()).isEmpty();
        }
    }

    @Test
    void an_app_that_cannot_start_is_quoted_and_everything_is_stopped() throws Exception {
        try (var launcher = LauncherProcess.start(
                screens.resolve("broken"), settings, Map.of("SPRING_CONFIG_IMPORT", "classpath:not-there.yml"))) {
            assertThat(launcher.awaitEnd(TIME_TO_START)).isEqualTo(1);
            assertThat(launcher.screen())
                    .contains("-side ended while starting, with exit code 1.")
                    .contains("not-there.yml")
                    .contains(data.resolve("logs").toString());
        }
    }

    private LauncherProcess start(String screen) throws IOException {
        return LauncherProcess.start(screens.resolve(screen), settings, Map.of());
    }

    private static String eveningIn(String welcome) {
        return Pattern.compile("/api/schedules/([^/]+)/seats")
                .matcher(welcome)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("No seat map in\n" + welcome))
                .group(1);
    }

    private static String requestsIn(String welcome) {
        assertThat(welcome).contains("Try it:").contains("Ctrl-C");
        return welcome.substring(welcome.indexOf("Try it:") + "Try it:".length(), welcome.indexOf("Ctrl-C"));
    }

    private static String runAsPrinted(String requests) throws Exception {
        var shell = new ProcessBuilder("/bin/sh", "-e", "-c", requests)
                .redirectErrorStream(true)
                .start();
        var answers = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(answers).isZero();
        return answers;
    }

    private long pidOf(String app) throws IOException {
        return Long.parseLong(
                Files.readString(data.resolve("processes").resolve(app)).split(" ", -1)[0]);
    }

    /** Whoever works for a launcher has its data folder on the command line. */
    private List<String> whoWorksHere() {
        return ProcessHandle.allProcesses()
                .flatMap(it -> it.info().commandLine().stream())
                .filter(it -> it.contains(data.toString()))
                .toList();
    }
}
