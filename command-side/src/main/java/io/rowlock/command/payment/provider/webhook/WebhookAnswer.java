package io.rowlock.command.payment.provider.webhook;

/** What became of a webhook, so that whoever looks into the provider's records of its calls can see it. */
public record WebhookAnswer(Outcome outcome) {
    /** Whether anything came of it. */
    public enum Outcome {
        /** The provider is asked what is so, unless it was asked already. */
        HEARD,

        /** About nothing that matters here: another kind of event, or an order that is none of ours. */
        IGNORED
    }

    static final WebhookAnswer HEARD = new WebhookAnswer(Outcome.HEARD);
    public static final WebhookAnswer IGNORED = new WebhookAnswer(Outcome.IGNORED);
}
