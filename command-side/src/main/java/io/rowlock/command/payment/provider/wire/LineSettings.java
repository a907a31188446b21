package io.rowlock.command.payment.provider.wire;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of our time a provider may take.
 *
 * @param connectWithin how long making a connection may take
 * @param answerWithin how long an answer may take, for each attempt
 * @param largestAnswer more than this is not read
 * @param attempts how often a request is made before it is left to be asked again later
 * @param firstPause the pause after the first attempt; each further one is twice as long, and some chance is added
 * @param atOnce how many requests may be under way, for each instance
 * @param turnWithin how long a request waits while so many are
 * @param circuit when the provider is left alone
 */
public record LineSettings(
        @DefaultValue("2s") Duration connectWithin,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("64KB") DataSize largestAnswer,
        @DefaultValue("3") int attempts,
        @DefaultValue("200ms") Duration firstPause,
        @DefaultValue("16") int atOnce,
        @DefaultValue("1s") Duration turnWithin,
        @DefaultValue Circuit circuit) {
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    public LineSettings {
        Bounds.between("connect-within", connectWithin, MOMENT, MINUTE);
        Bounds.between("answer-within", answerWithin, MOMENT, MINUTE);
        Bounds.between("largest-answer in bytes", largestAnswer.toBytes(), 1_024, 1_048_576);
        Bounds.between("attempts", attempts, 1, 10);
        Bounds.between("first-pause", firstPause, MOMENT, Duration.ofSeconds(10));
        Bounds.between("at-once", atOnce, 1, 1_000);
        Bounds.between("turn-within", turnWithin, Duration.ZERO, MINUTE);
    }

    /** For somebody who waits for the answer and will come again: one attempt, and so many of them at once. */
    public LineSettings forCallers(int atOnce) {
        return new LineSettings(connectWithin, answerWithin, largestAnswer, 1, firstPause, atOnce, turnWithin, circuit);
    }

    /**
     * When a provider is left alone, so that what waits for it does not hold up everything else.
     *
     * @param calls how many of the last attempts are looked at
     * @param fewest no judgement before so many
     * @param failures how many of a hundred may fail
     * @param openFor how long nothing is asked then
     * @param trials how many attempts decide afterwards whether it is back
     */
    public record Circuit(
            @DefaultValue("20") int calls,
            @DefaultValue("10") int fewest,
            @DefaultValue("50") int failures,
            @DefaultValue("10s") Duration openFor,
            @DefaultValue("3") int trials) {
        public Circuit {
            Bounds.between("circuit.calls", calls, 1, 1_000);
            Bounds.between("circuit.fewest", fewest, 1, calls);
            Bounds.between("circuit.failures", failures, 1, 100);
            Bounds.between("circuit.open-for", openFor, MOMENT, Duration.ofMinutes(10));
            Bounds.between("circuit.trials", trials, 1, 100);
        }
    }
}
