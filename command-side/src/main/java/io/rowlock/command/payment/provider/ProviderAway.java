package io.rowlock.command.payment.provider;

/** The provider could not be asked, or gave no answer that can be relied on. Whether money moved is unknown: ask again. */
public final class ProviderAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProviderAway(String message) {
        super(message);
    }

    public ProviderAway(String message, Throwable cause) {
        super(message, cause);
    }
}
