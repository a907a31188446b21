package io.rowlock.command.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.command.platform.redis.RedisSettings.Circuit;
import io.rowlock.command.running.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RedisHealthTest {
    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final Duration CALM = Duration.ofSeconds(2);

    private final SettableClock clock = new SettableClock(NOON);
    private final RedisHealth health = new RedisHealth(
            new RedisSettings(
                    "test:",
                    Duration.ofMillis(500),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    CALM,
                    new Circuit(20, 10, 50, Duration.ofSeconds(1), 3)),
            clock);

    @Test
    void a_redis_that_answers_is_there() {
        health.hasAnswered();
        assertThat(health.awaySince()).isEmpty();
    }

    @Test
    void it_is_away_since_the_first_call_without_an_answer() {
        health.hasNotAnswered();
        clock.pass(Duration.ofMinutes(3));
        health.hasNotAnswered();
        assertThat(health.awaySince()).contains(NOON);
    }

    @Test
    void one_call_of_many_that_gets_through_does_not_make_it_be_back() {
        health.hasNotAnswered();
        clock.pass(CALM.minusMillis(1));
        health.hasAnswered();
        assertThat(health.awaySince()).contains(NOON);

        health.hasNotAnswered();
        clock.pass(CALM.minusMillis(1));
        health.hasAnswered();
        assertThat(health.awaySince()).contains(NOON);
    }

    @Test
    void how_long_it_has_answered_is_counted_from_the_last_call_without_an_answer() {
        clock.pass(CALM);
        assertThat(health.hasAnsweredFor(CALM)).isTrue();

        health.hasNotAnswered();
        clock.pass(CALM.minusMillis(1));
        health.hasAnswered();
        assertThat(health.hasAnsweredFor(CALM)).isFalse();

        clock.pass(Duration.ofMillis(1));
        assertThat(health.hasAnsweredFor(CALM)).isTrue();
    }

    @Test
    void an_instance_that_has_just_started_cannot_say_how_long_it_has_answered() {
        clock.pass(CALM.minusMillis(1));
        health.hasAnswered();
        assertThat(health.hasAnsweredFor(CALM)).isFalse();
    }

    @Test
    void it_is_back_when_it_has_answered_for_a_while_without_fail() {
        health.hasNotAnswered();
        clock.pass(CALM);
        health.hasAnswered();
        assertThat(health.awaySince()).isEmpty();

        health.hasNotAnswered();
        assertThat(health.awaySince()).contains(NOON.plus(CALM));
    }
}
