package io.rowlock.servers;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import redis.embedded.RedisExecProvider;

/** A Redis that keeps an append-only file, so that a restart loses at most the last second. */
public final class RedisServer implements AutoCloseable {
    private static final String NAME = "redis";
    private static final Duration TIME_TO_START = Duration.ofSeconds(20);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(5);
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(1);
    private static final int MOST_STARTS_AGAIN = 5;
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PONG = "+PONG".getBytes(StandardCharsets.US_ASCII);

    private final DataFolder data;
    private final ProcessHandle process;
    private final int port;

    private RedisServer(DataFolder data, ProcessHandle process, int port) {
        this.data = data;
        this.process = process;
        this.port = port;
    }

    public static RedisServer start(DataFolder data, Port port) {
        int claimed = port.claimedFor("Redis");
        var log = data.freshLogOf(NAME);
        try {
            var executable = executableIn(data.folder(NAME));
            var redis = new RedisServer(data, startProcess(data, executable, claimed, log), claimed);
            for (int again = 0; again < MOST_STARTS_AGAIN && !redis.isUp() && wasBusy(log); again++) {
                redis.close();
                log = data.freshLogOf(NAME);
                redis = new RedisServer(data, startProcess(data, executable, claimed, log), claimed);
            }
            if (!redis.isUp()) {
                redis.close();
                throw new ServerCannotStart("Redis does not start. Its log is " + log + ".");
            }
            return redis;
        } catch (IOException e) {
            throw new ServerCannotStart("Redis cannot start: " + e + ". Its log is " + log + ".", e);
        }
    }

    private static ProcessHandle startProcess(DataFolder data, Path executable, int port, Path log) throws IOException {
        var process = new ProcessBuilder(Detached.command(List.of(
                        executable.toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--dir",
                        data.folder(NAME).toString(),
                        "--appendonly",
                        "yes",
                        "--save",
                        "",
                        // A queue of a million is a few large keys: given back in one go, they hold up everybody.
                        "--lazyfree-lazy-expire",
                        "yes",
                        "--lazyfree-lazy-user-del",
                        "yes")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start()
                .toHandle();
        data.remember(NAME, process);
        return process;
    }

    private boolean isUp() {
        return Patience.until(() -> answers() || !process.isAlive(), TIME_TO_START) && process.isAlive();
    }

    /**
     * What has just been unpacked is busy as long as any process has it open for writing; one that another server starts at
     * this very moment inherits it for an instant.
     */
    private static boolean wasBusy(Path log) throws IOException {
        return Files.readString(log).contains("Text file busy");
    }

    /** Kept with the data, because the library would leave a copy in the system's temporary folder at every start. */
    private static Path executableIn(Path folder) throws IOException {
        var executable = folder.resolve("redis-server-" + RedisExecProvider.redisVersion);
        if (!Files.exists(executable)) {
            var unpacked = RedisExecProvider.defaultProvider().get().toPath();
            Files.move(unpacked, executable, StandardCopyOption.REPLACE_EXISTING);
        }
        return executable;
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host(), port), (int) TIME_TO_ANSWER.toMillis());
            socket.setSoTimeout((int) TIME_TO_ANSWER.toMillis());
            socket.getOutputStream().write(PING);
            return Arrays.equals(socket.getInputStream().readNBytes(PONG.length), PONG);
        } catch (IOException notYet) {
            return false;
        }
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        RunningProcess.awaitEnd(process, TIME_TO_STOP);
        data.forget(NAME);
    }
}
