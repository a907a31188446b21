package io.rowlock.command.payment.provider;

/** What became of a refund, as the provider says. */
public sealed interface RefundOutcome {
    /** It has been given back, now or at an earlier request. */
    record GivenBack() implements RefundOutcome {}

    /** On its way but not certain yet: ask again later. */
    record Underway() implements RefundOutcome {}

    /** The provider says no, and asking again alone will not help: an operator must see it. */
    record Declined(String reason) implements RefundOutcome {}
}
