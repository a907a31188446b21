package io.rowlock.servers;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All three servers, started together and stopped together. */
public final class Servers implements AutoCloseable {
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final KafkaBroker kafka;

    private Servers(PostgresServer postgres, RedisServer redis, KafkaBroker kafka) {
        this.postgres = postgres;
        this.redis = redis;
        this.kafka = kafka;
    }

    /** Where each server listens. */
    public record Ports(Port postgres, Port redis, Port kafka) {
        public static Ports anyFree() {
            return new Ports(Port.any(), Port.any(), Port.any());
        }

        /** Asked for all before any server is started, so that a taken port is told at once. */
        private Ports claimed() {
            return new Ports(
                    new Port(postgres.claimedFor("PostgreSQL"), postgres.setting()),
                    new Port(redis.claimedFor("Redis"), redis.setting()),
                    new Port(kafka.claimedFor("Kafka"), kafka.setting()));
        }
    }

    /** Is told of each server as soon as it can be used. */
    @FunctionalInterface
    public interface Progress {
        void ready(String server, Duration startedWithin);
    }

    /** Starts all or none: if one refuses, the others are stopped again. */
    public static Servers start(DataFolder data, Ports wanted, Progress progress) {
        var ports = wanted.claimed();
        try (var threads = platformThreads()) {
            var postgres =
                    starting(threads, "PostgreSQL", progress, () -> PostgresServer.start(data, ports.postgres()));
            var redis = starting(threads, "Redis", progress, () -> RedisServer.start(data, ports.redis()));
            var kafka = starting(threads, "Kafka", progress, () -> KafkaBroker.start(data, ports.kafka()));

            var failure = firstFailureOf(CompletableFuture.allOf(postgres, redis, kafka));
            if (failure != null) {
                stopTogether(Stream.of(postgres, redis, kafka)
                        .filter(it -> !it.isCompletedExceptionally())
                        .map(CompletableFuture::join));
                throw failure;
            }
            return new Servers(postgres.join(), redis.join(), kafka.join());
        }
    }

    /**
     * Not virtual ones: the servers' libraries start processes from within static initializers, where a virtual thread
     * keeps its carrier, and on two cores there are only two carriers to keep.
     */
    private static ExecutorService platformThreads() {
        return Executors.newCachedThreadPool();
    }

    private static <T extends AutoCloseable> CompletableFuture<T> starting(
            ExecutorService threads, String name, Progress progress, Supplier<T> start) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long began = System.nanoTime();
                    var server = start.get();
                    progress.ready(name, Duration.ofNanos(System.nanoTime() - began));
                    return server;
                },
                threads);
    }

    private static @Nullable RuntimeException firstFailureOf(CompletableFuture<?> all) {
        try {
            all.join();
            return null;
        } catch (CompletionException e) {
            return e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void stopTogether(Stream<? extends AutoCloseable> servers) {
        try (var threads = platformThreads()) {
            var stopping = servers.map(it -> CompletableFuture.runAsync(() -> stop(it), threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(stopping).join();
        }
    }

    private static void stop(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot stop " + server.getClass().getSimpleName(), e);
        }
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public RedisServer redis() {
        return redis;
    }

    public KafkaBroker kafka() {
        return kafka;
    }

    @Override
    public void close() {
        stopTogether(Stream.of(postgres, redis, kafka));
    }
}
