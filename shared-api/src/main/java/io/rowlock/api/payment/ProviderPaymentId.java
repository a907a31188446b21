package io.rowlock.api.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a provider can be asked about: its name for a payment, of which nobody knows yet whether money came with it. */
public record ProviderPaymentId(@JsonValue String value) {
    public static final String PATTERN = ProviderText.PATTERN;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProviderPaymentId {
        ProviderText.require("ProviderPaymentId", value);
    }

    /** The stored form. */
    @Override
    public String toString() {
        return value;
    }
}
