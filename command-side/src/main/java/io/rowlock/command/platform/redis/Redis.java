package io.rowlock.command.platform.redis;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.lettuce.core.RedisNoScriptException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisScriptingCommands;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * The way to Redis: scripts, and nothing else.
 *
 * <p>Every call ends within the time that the settings give it. While most calls fail, Redis is left alone and whoever asks
 * is told at once.
 */
@Component
public class Redis {
    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final String NAME = "redis";

    private final StringRedisTemplate connections;
    private final RedisSettings settings;
    private final RedisHealth health;
    private final CircuitBreaker circuit;

    Redis(StringRedisTemplate connections, RedisSettings settings, RedisHealth health, MeterRegistry meters) {
        this.connections = connections;
        this.settings = settings;
        this.health = health;
        var circuits = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.circuit().calls())
                .minimumNumberOfCalls(settings.circuit().fewest())
                .failureRateThreshold(settings.circuit().failures())
                .waitDurationInOpenState(settings.circuit().openFor())
                .permittedNumberOfCallsInHalfOpenState(settings.circuit().trials())
                .recordExceptions(RedisAway.class)
                .ignoreExceptions(ScriptFailed.class)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
        circuit = circuits.circuitBreaker(NAME);
        circuit.getEventPublisher()
                .onStateTransition(it -> LOG.warn("The circuit to Redis: {}", it.getStateTransition()));
    }

    /** How long an answer may take. */
    public Duration answerWithin() {
        return settings.answerWithin();
    }

    /** What keys begin with; what comes next says, in braces, which of them belong together in a cluster. */
    public String keyPrefix() {
        return settings.keyPrefix();
    }

    /**
     * Runs a script.
     *
     * @throws RedisAway when there was no answer, or none that could be used; it may have run
     */
    public Reply run(Script script, List<String> keys, Object... arguments) {
        var all = new byte[keys.size() + arguments.length][];
        for (int i = 0; i < keys.size(); i++) {
            all[i] = keys.get(i).getBytes(StandardCharsets.UTF_8);
        }
        for (int i = 0; i < arguments.length; i++) {
            all[keys.size() + i] = arguments[i].toString().getBytes(StandardCharsets.UTF_8);
        }
        try {
            var reply = circuit.executeSupplier(() -> answered(script, keys.size(), all));
            health.hasAnswered();
            return reply;
        } catch (CallNotPermittedException leftAlone) {
            health.hasNotAnswered();
            throw new RedisAway("Redis is left alone for a while, because it did not answer", leftAlone);
        } catch (RedisAway away) {
            health.hasNotAnswered();
            throw away;
        }
    }

    private Reply answered(Script script, int keys, byte[][] all) {
        try {
            @Nullable Reply reply = connections.execute((RedisCallback<Reply>) it -> asked(it, script, keys, all));
            if (reply == null) {
                throw new RedisAway("Redis answered nothing");
            }
            return reply;
        } catch (DataAccessException failed) {
            var cause = failed.getMostSpecificCause();
            if (ScriptFailed.isWhatHappened(cause)) {
                throw new ScriptFailed(cause);
            }
            // Not as the cause: by that, it would be taken for a failure of the database where answers are made of it.
            throw new RedisAway("Redis gave no answer: " + cause);
        }
    }

    private static Reply asked(RedisConnection redis, Script script, int keys, byte[][] all) {
        @Nullable List<?> parts = run(redis.scriptingCommands(), script, keys, all);
        return new Reply(parts == null ? List.of() : parts);
    }

    /** Named by its hash, and sent in full to a Redis that does not know it (any more). */
    private static @Nullable List<?> run(RedisScriptingCommands redis, Script script, int keys, byte[][] all) {
        try {
            return redis.evalSha(script.sha1(), ReturnType.MULTI, keys, all);
        } catch (DataAccessException failed) {
            if (failed.contains(RedisNoScriptException.class)) {
                return redis.eval(script.text(), ReturnType.MULTI, keys, all);
            }
            throw failed;
        }
    }
}
