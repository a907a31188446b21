package io.rowlock.testing;

import io.rowlock.servers.DataFolder;
import io.rowlock.servers.Port;
import io.rowlock.servers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A Redis of one's own, which can be taken away, brought back with what it had or without it, and made slow. */
public final class FragileRedis implements AutoCloseable {
    private final DataFolder data;
    private final int serversPort;
    private final SlowLine line;
    private Optional<RedisServer> running;

    private FragileRedis(DataFolder data) {
        this.data = data;
        this.serversPort = Port.any().claimedFor("Redis");
        this.running = Optional.of(startServer());
        this.line = new SlowLine("127.0.0.1", serversPort, Port.any().claimedFor("the line to Redis"));
    }

    public static FragileRedis start() {
        try {
            var redis = new FragileRedis(DataFolder.open(Files.createTempDirectory("rowlock-redis")));
            // For a test run that is broken off; one that ends has closed it by then.
            Runtime.getRuntime().addShutdownHook(new Thread(redis::stop));
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RedisServer startServer() {
        return RedisServer.start(data, new Port(serversPort, "the test"));
    }

    public String host() {
        return line.host();
    }

    public int port() {
        return line.port();
    }

    /** What to tell an app on its command line. */
    public List<String> settings() {
        return List.of("--spring.data.redis.host=" + line.host(), "--spring.data.redis.port=" + line.port());
    }

    /** Whoever knocks is refused. */
    public synchronized void stop() {
        line.cut();
        running.ifPresent(RedisServer::close);
        running = Optional.empty();
    }

    /** At the same address, with everything it had been told. */
    public synchronized void startAgain() {
        if (running.isEmpty()) {
            running = Optional.of(startServer());
        }
        line.mend();
    }

    /** At the same address, and it has forgotten everything. */
    public synchronized void startEmpty() {
        stop();
        delete(data.folder("redis").resolve("appendonlydir"));
        startAgain();
    }

    /** From now on every answer takes so much longer. */
    public void lateBy(Duration time) {
        line.lateBy(time);
    }

    @Override
    public synchronized void close() {
        stop();
        data.close();
        delete(data.path());
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
