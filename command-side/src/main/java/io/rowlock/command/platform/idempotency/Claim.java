package io.rowlock.command.platform.idempotency;

/** What became of asking for a key. */
sealed interface Claim {
    /** It is ours: the request is to be carried out, under this mark, and the answer to be remembered. */
    record Ours(Key key, String mark) implements Claim {}

    /** It has been done before; this was the answer. */
    record Answered(Answer answer) implements Claim {}

    /** Somebody is at it. */
    record InFlight() implements Claim {}

    /** The key stands for another request. */
    record OfAnother() implements Claim {}
}
