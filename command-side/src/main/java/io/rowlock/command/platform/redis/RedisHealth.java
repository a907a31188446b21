package io.rowlock.command.platform.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether Redis answers this instance.
 *
 * <p>It is away from the first call that gets no answer, and back when it has answered for a while and no call went
 * without: so the time since it went away is not counted anew whenever one call of many gets through.
 */
@Component
public class RedisHealth {
    private final Duration calm;
    private final Clock clock;
    private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();

    /** How it was before this instance was there, nobody knows. */
    private volatile Instant lastWithoutAnswer;

    RedisHealth(RedisSettings settings, Clock clock) {
        this.calm = settings.backAfter();
        this.clock = clock;
        this.lastWithoutAnswer = clock.instant();
    }

    private record Trouble(Instant since, Instant last) {}

    /** Empty while there is nothing to worry about; as of the last call. */
    public Optional<Instant> awaySince() {
        return Optional.ofNullable(trouble.get()).map(Trouble::since);
    }

    /** Whether in so long a time no call went without an answer, as far as this instance can say. */
    public boolean hasAnsweredFor(Duration time) {
        return !clock.instant().isBefore(lastWithoutAnswer.plus(time));
    }

    void hasAnswered() {
        var known = trouble.get();
        if (known != null && !clock.instant().isBefore(known.last().plus(calm))) {
            trouble.compareAndSet(known, null);
        }
    }

    void hasNotAnswered() {
        var now = clock.instant();
        lastWithoutAnswer = now;
        trouble.updateAndGet(known -> new Trouble(known == null ? now : known.since(), now));
    }
}
