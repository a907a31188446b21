package io.rowlock.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One certain process of this machine. A pid alone does not name one, because pids are given out again; pid and start
 * together do.
 */
record RunningProcess(long pid, Instant startedAt) {
    // The system counts a process's start from its own boot, whose time it only knows to the second.
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);

    static RunningProcess of(ProcessHandle process) {
        var startedAt = process.info()
                .startInstant()
                .orElseThrow(() -> new ServerCannotStart("The system does not tell when process " + process.pid()
                        + " started, so it could not be recognised later."));
        return new RunningProcess(process.pid(), startedAt);
    }

    /** The process itself if it is still running; never another one that was given its pid. */
    Optional<ProcessHandle> stillRunning() {
        return ProcessHandle.of(pid)
                .filter(RunningProcess::runs)
                .filter(it -> it.info().startInstant().filter(this::isSameStart).isPresent());
    }

    private boolean isSameStart(Instant other) {
        return Duration.between(startedAt, other).abs().compareTo(CLOCK_TOLERANCE) <= 0;
    }

    /** Waits for the end of a process that was asked to stop, and ends it the hard way if it does not come in time. */
    static void awaitEnd(ProcessHandle process, Duration atMost) {
        // Looking often beats the handle's own notice, which for a process that is not a child comes late.
        if (!Patience.until(() -> !runs(process), atMost)) {
            process.destroyForcibly();
            Patience.until(() -> !runs(process), atMost);
        }
    }

    /** An ended process counts as alive until its parent has taken note, which may take long. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && !waitsForItsParentOnly(process);
    }

    /** By then it has let go of all it had open, which it has not yet when only its program is gone. */
    private static boolean waitsForItsParentOnly(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException noSuchPlace) {
            // Not Linux, or gone this instant; what has no program does not run.
            return process.info().command().isEmpty();
        }
    }
}
