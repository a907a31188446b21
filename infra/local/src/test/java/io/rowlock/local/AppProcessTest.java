package io.rowlock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlock.servers.DataFolder;
import io.rowlock.servers.Port;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppProcessTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Path folder;
    private final DataFolder data;

    AppProcessTest(@TempDir Path folder) {
        this.folder = folder;
        this.data = DataFolder.open(folder);
    }

    @AfterEach
    void nothing_is_left_behind() {
        data.close();
        DataFolder.open(folder).close();
    }

    @Test
    void an_app_is_ready_when_it_says_so_and_gone_when_it_is_stopped() {
        var app = AppProcess.start(data, pretendApp());
        app.awaitReady(SOON);
        assertThat(app.isAlive()).isTrue();

        app.close();
        assertThat(app.isAlive()).isFalse();
    }

    @Test
    void an_app_that_dies_while_starting_is_quoted() {
        try (var app = AppProcess.start(data, pretendApp(PretendApp.DIE))) {
            assertThatThrownBy(() -> app.awaitReady(SOON))
                    .isInstanceOf(CannotLaunch.class)
                    .hasMessageContaining("pretend-app ended while starting, with exit code 3.")
                    .hasMessageContaining(app.log().toString())
                    .hasMessageContaining(PretendApp.LAST_WORDS);
        }
    }

    @Test
    void an_app_that_never_gets_ready_is_not_waited_for_for_ever() {
        try (var app = AppProcess.start(data, pretendApp(PretendApp.NEVER_READY))) {
            assertThatThrownBy(() -> app.awaitReady(Duration.ofSeconds(2)))
                    .isInstanceOf(CannotLaunch.class)
                    .hasMessageContaining("pretend-app was not ready within 2 s.");
        }
    }

    @Test
    void an_app_that_refuses_to_stop_is_ended_within_five_seconds() {
        var app = AppProcess.start(data, pretendApp(PretendApp.REFUSE_TO_STOP));
        app.awaitReady(SOON);

        long asked = System.nanoTime();
        app.close();

        assertThat(app.isAlive()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_killed_app_can_be_started_again_under_its_name() {
        var first = AppProcess.start(data, pretendApp());
        first.awaitReady(SOON);
        first.kill();
        assertThat(first.isAlive()).isFalse();

        try (var second = AppProcess.start(data, pretendApp())) {
            second.awaitReady(SOON);
        }
    }

    @Test
    void the_end_of_an_app_does_not_go_unnoticed() throws Exception {
        var app = AppProcess.start(data, pretendApp());
        app.awaitReady(SOON);

        app.kill();

        assertThat(app.onEnd().get(SOON.toSeconds(), TimeUnit.SECONDS)).isSameAs(app);
    }

    @Test
    void an_app_that_a_killed_launcher_left_behind_is_gone_after_the_next_start() {
        var app = AppProcess.start(data, pretendApp());
        app.awaitReady(SOON);
        data.close(); // as the system does for a launcher that was killed

        try (var _ = DataFolder.open(folder)) {
            assertThat(app.onEnd()).succeedsWithin(Duration.ofSeconds(1));
        }
    }

    @Test
    void the_log_of_the_run_before_is_kept() throws Exception {
        try (var first = AppProcess.start(data, pretendApp(PretendApp.DIE))) {
            assertThat(first.onEnd().get(SOON.toSeconds(), TimeUnit.SECONDS)).isSameAs(first);
        }
        try (var second = AppProcess.start(data, pretendApp())) {
            assertThat(Files.readString(second.log().resolveSibling("pretend-app.previous.log")))
                    .contains(PretendApp.LAST_WORDS);
        }
    }

    @Test
    void a_module_that_is_not_built_is_named() {
        var module = folder.resolve("command-side");
        assertThatThrownBy(() -> App.ofModule("command-side", module, "Main", 0, List.of()))
                .isInstanceOf(CannotLaunch.class)
                .hasMessage("The module " + module + " is not built.");
    }

    private static App pretendApp(String... told) {
        return new App(
                "pretend-app",
                PretendApp.class.getName(),
                System.getProperty("java.class.path"),
                Port.any().claimedFor("an app"),
                List.of(told));
    }
}
