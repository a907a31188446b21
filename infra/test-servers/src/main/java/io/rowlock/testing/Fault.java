package io.rowlock.testing;

import java.time.Duration;

/** One way in which a {@link PaymentCompany} can misbehave. Its ledger stays true. */
public sealed interface Fault {
    /** Answers after a while, or when it is told to behave. */
    record Slow(Duration by) implements Fault {}

    /** Something in front of it answers in its place; nothing was done. */
    record Failing(int status) implements Fault {}

    /** The line is cut before anything was done. */
    record Unreachable() implements Fault {}

    /** Everything is done, and the line is cut instead of an answer. */
    record AnswerLost() implements Fault {}

    /** It will be decided later. */
    record Undecided() implements Fault {}

    /** A temporary error of its own, which it goes on giving to whoever repeats the request with the same key. */
    record Stubborn() implements Fault {}

    /** It says no to a refund that it could make. */
    record Refused() implements Fault {}

    /** Another amount than was paid. */
    record OtherAmount(long amount) implements Fault {}

    /** Another currency than was paid in. */
    record OtherCurrency(String currency) implements Fault {}

    /** Somebody else's order. */
    record OtherOrder(String order) implements Fault {}

    /** A state that no documentation names. */
    record OtherStatus(String status) implements Fault {}

    /** Not what it speaks. */
    record Gibberish() implements Fault {}

    /** Begins to answer and never comes to an end, until it is told to behave. */
    record Dribbling() implements Fault {}

    /** An answer of so many bytes. */
    record Endless(int bytes) implements Fault {}
}
