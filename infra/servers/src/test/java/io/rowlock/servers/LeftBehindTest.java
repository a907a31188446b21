package io.rowlock.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftBehindTest {
    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void nothing_is_left_behind_here() throws Exception {
        for (var process : started) {
            process.destroyForcibly().waitFor();
        }
        DataFolder.open(folder).close();
    }

    @Test
    void what_a_killed_launcher_left_behind_gives_way_to_the_next_start() throws Exception {
        var ports = List.of(free(), free(), free());
        var launcher = aLauncherOn(ports);
        var postgres = firstNumberIn(folder.resolve("postgres/postmaster.pid"));
        var redis = firstNumberIn(folder.resolve("processes/redis"));
        launcher.destroyForcibly().waitFor();
        assertThat(List.of(postgres, redis)).allMatch(LeftBehindTest::runs);

        try (var data = DataFolder.open(folder);
                var again = Servers.start(data, portsOf(ports), (_, _) -> {})) {
            assertThat(ProcessHandle.of(postgres).filter(ProcessHandle::isAlive))
                    .isEmpty();
            assertThat(ProcessHandle.of(redis).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(again.postgres().port()).isEqualTo(ports.getFirst());
        }
    }

    @Test
    void two_launchers_cannot_share_a_folder() throws Exception {
        var first = aLauncherOn(List.of(0, 0, 0));

        assertThatThrownBy(() -> DataFolder.open(folder))
                .isInstanceOf(ServerCannotStart.class)
                .hasMessage("The data folder " + folder + " is in use by another launcher (process " + first.pid()
                        + "). Stop that one first, or choose another folder.");
    }

    @Test
    void a_remembered_process_that_still_runs_is_stopped() throws Exception {
        var leftBehind = someProcess();
        try (var data = DataFolder.open(folder)) {
            data.remember("app", leftBehind.toHandle());
        }

        try (var _ = DataFolder.open(folder)) {
            assertThat(leftBehind.isAlive()).isFalse();
            assertThat(folder.resolve("processes")).isEmptyDirectory();
        }
    }

    @Test
    void a_stranger_who_was_given_the_same_pid_is_left_alone() throws Exception {
        var stranger = someProcess();
        Files.createDirectories(folder.resolve("processes"));
        var anHourAgo = Instant.now().minus(Duration.ofHours(1));
        Files.writeString(folder.resolve("processes/app"), stranger.pid() + " " + anHourAgo);
        Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(
                folder.resolve("postgres/postmaster.pid"),
                stranger.pid() + "\n/somewhere\n" + anHourAgo.getEpochSecond());

        try (var _ = DataFolder.open(folder)) {
            assertThat(stranger.isAlive()).isTrue();
        }
    }

    @Test
    void a_forgotten_process_is_left_alone() throws Exception {
        var finished = someProcess();
        try (var data = DataFolder.open(folder)) {
            data.remember("app", finished.toHandle());
            data.forget("app");
        }

        try (var _ = DataFolder.open(folder)) {
            assertThat(finished.isAlive()).isTrue();
        }
    }

    private Process someProcess() throws IOException {
        var process = new ProcessBuilder("sleep", "600").start();
        started.add(process);
        return process;
    }

    private Process aLauncherOn(List<Integer> ports) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LauncherToBeKilled.class.getName(),
                folder.toString()));
        ports.forEach(it -> command.add(it.toString()));
        var launcher = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(launcher);
        var output = new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.lines().anyMatch(LauncherToBeKilled.READY::equals)).isTrue();
        return launcher;
    }

    private static long firstNumberIn(Path file) throws IOException {
        return Long.parseLong(Files.readAllLines(file).getFirst().split(" ", -1)[0]);
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).filter(RunningProcess::runs).isPresent();
    }

    private static int free() {
        return Port.any().claimedFor("a test");
    }

    static Servers.Ports portsOf(List<Integer> numbers) {
        return new Servers.Ports(
                new Port(numbers.get(0), "postgres"),
                new Port(numbers.get(1), "redis"),
                new Port(numbers.get(2), "kafka"));
    }
}
