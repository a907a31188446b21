package io.rowlock.command.platform.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rowlock.command.platform.redis.RedisSettings.Circuit;
import io.rowlock.testing.Corner;
import java.time.Clock;
import java.time.Duration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Ways to a real Redis for tests that need nothing else of an app; each is an instance's own. */
public final class RedisConnections implements AutoCloseable {
    private final LettuceConnectionFactory connections;
    private final Redis redis;

    public RedisConnections(Corner corner) {
        this(corner.redisHost(), corner.redisPort(), corner.keyPrefix());
    }

    public RedisConnections(String host, int port, String keyPrefix) {
        var settings = new RedisSettings(
                keyPrefix,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                new Circuit(20, 10, 50, Duration.ofSeconds(1), 3));
        var client = LettuceClientConfiguration.builder()
                .commandTimeout(settings.answerWithin())
                .clientOptions(ClientOptions.builder()
                        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                        .build())
                .build();
        connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration(host, port), client);
        connections.afterPropertiesSet();
        connections.start();
        redis = new Redis(
                new StringRedisTemplate(connections),
                settings,
                new RedisHealth(settings, Clock.systemUTC()),
                new SimpleMeterRegistry());
    }

    public Redis redis() {
        return redis;
    }

    /** To look behind the scripts' backs, and to lose what they keep. */
    public StringRedisTemplate raw() {
        return new StringRedisTemplate(connections);
    }

    @Override
    public void close() {
        connections.destroy();
    }
}
