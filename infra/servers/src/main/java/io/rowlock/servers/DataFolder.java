package io.rowlock.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one folder that everything on this machine keeps its data in, owned by one launcher at a time. It remembers which
 * processes were started for it, so that the next launcher can stop what a killed one has left behind.
 */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(10);

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Takes the folder for this process and stops whatever still runs in it. */
    public static DataFolder open(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            var lockFile = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isMine(lockFile)) {
                lockFile.close();
                throw new ServerCannotStart("The data folder " + path + " is in use by another launcher (process "
                        + Files.readString(path.resolve(LOCK)) + "). Stop that one first, or choose another folder.");
            }
            lockFile.truncate(0)
                    .write(US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
            var data = new DataFolder(path, lockFile);
            data.stopWhatWasLeftBehind();
            return data;
        } catch (IOException e) {
            throw new ServerCannotStart("The data folder " + path + " cannot be used: " + e, e);
        }
    }

    private static boolean isMine(FileChannel lockFile) throws IOException {
        try {
            @Nullable FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            return false;
        }
    }

    public Path path() {
        return path;
    }

    /** A folder in this one, made if it is missing. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty log for a process that is about to start; the one before is kept until the next time. */
    public Path freshLogOf(String process) {
        var log = logOf(process);
        try {
            if (Files.exists(log)) {
                var previous = log.resolveSibling(process + ".previous.log");
                Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
            }
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path logOf(String process) {
        return folder("logs").resolve(process + ".log");
    }

    /** Writes down who was started, at once after starting it. */
    public void remember(String name, ProcessHandle process) {
        var running = RunningProcess.of(process);
        try {
            // Moved into place, so that a launcher killed in between leaves a whole note or none.
            var unfinished = folder("processes").resolve(name + ".new");
            Files.writeString(unfinished, running.pid() + " " + running.startedAt());
            Files.move(unfinished, noteOf(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void forget(String name) {
        try {
            Files.deleteIfExists(noteOf(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path noteOf(String name) {
        return folder("processes").resolve(name);
    }

    private void stopWhatWasLeftBehind() throws IOException {
        try (var notes = Files.list(folder("processes"))) {
            var leftBehind = notes.map(DataFolder::read)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(RunningProcess::startedAt).reversed()) // apps before their servers
                    .map(RunningProcess::stillRunning)
                    .flatMap(Optional::stream)
                    .toList();
            leftBehind.forEach(ProcessHandle::destroy);
            leftBehind.forEach(it -> RunningProcess.awaitEnd(it, TIME_TO_STOP));
        }
        try (var notes = Files.list(folder("processes"))) {
            for (var note : notes.toList()) {
                Files.delete(note);
            }
        }
        PostgresServer.stopIfLeftBehind(path.resolve(PostgresServer.FOLDER));
    }

    private static Optional<RunningProcess> read(Path note) {
        try {
            var words = Files.readString(note).split(" ", -1);
            return Optional.of(new RunningProcess(Long.parseLong(words[0]), Instant.parse(words[1])));
        } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeParseException unfinished) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
