package io.rowlock.command.platform.redis;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How much of our time Redis may take.
 *
 * @param keyPrefix what all our keys begin with, so that one Redis can serve several systems
 * @param answerWithin how long an answer may take
 * @param connectWithin how long making a connection may take
 * @param lookedForEvery while there is no connection
 * @param triedAfter so long a connection may be silent before it is tried
 * @param backAfter for how long it must have answered without fail to count as back
 * @param circuit when it is left alone
 */
@ConfigurationProperties("rowlock.redis")
record RedisSettings(
        String keyPrefix,
        Duration answerWithin,
        Duration connectWithin,
        Duration lookedForEvery,
        Duration triedAfter,
        Duration backAfter,
        Circuit circuit) {
    private static final int LONGEST_PREFIX = 100;

    RedisSettings {
        if (keyPrefix.isBlank() || keyPrefix.length() > LONGEST_PREFIX || keyPrefix.contains("{")) {
            // A brace would decide in which part of a cluster a key lies, which is for those to say who make keys.
            throw new IllegalArgumentException(
                    "rowlock.redis.key-prefix must have 1 to " + LONGEST_PREFIX + " characters and no brace");
        }
        mustBeBetween("answer-within", answerWithin, Duration.ofMillis(10), Duration.ofSeconds(10));
        mustBeBetween("connect-within", connectWithin, Duration.ofMillis(10), Duration.ofSeconds(10));
        mustBeBetween("looked-for-every", lookedForEvery, Duration.ofMillis(10), Duration.ofSeconds(30));
        mustBeBetween("tried-after", triedAfter, Duration.ofSeconds(1), Duration.ofMinutes(5));
        mustBeBetween("back-after", backAfter, Duration.ofMillis(10), Duration.ofMinutes(1));
    }

    /**
     * When Redis is left alone, so that those who can do without it do not wait for it.
     *
     * @param calls how many of the last calls are looked at
     * @param fewest no judgement before so many
     * @param failures how many of a hundred may fail
     * @param openFor how long nothing is asked then
     * @param trials how many calls decide afterwards whether it is back
     */
    record Circuit(int calls, int fewest, int failures, Duration openFor, int trials) {
        Circuit {
            if (calls < 1 || calls > 1_000 || fewest < 1 || fewest > calls || trials < 1 || trials > 100) {
                throw new IllegalArgumentException("rowlock.redis.circuit: calls must be 1 to 1000, fewest 1 to calls, "
                        + "trials 1 to 100, were " + calls + ", " + fewest + " and " + trials);
            }
            if (failures < 1 || failures > 100) {
                throw new IllegalArgumentException("rowlock.redis.circuit.failures must be 1 to 100, was " + failures);
            }
            mustBeBetween("circuit.open-for", openFor, Duration.ofMillis(10), Duration.ofMinutes(1));
        }
    }

    private static void mustBeBetween(String name, Duration time, Duration least, Duration most) {
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.redis." + name + " must be " + least + " to " + most + ", was " + time);
        }
    }
}
