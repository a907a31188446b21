package io.rowlock.api.wallet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowlock.api.identity.BuyerId;

/** The one wallet of a buyer, for example {@code wallet/usr-3k9q2m7d5x8v1tzc}. */
public record WalletId(BuyerId buyer) {
    private static final String BEGINNING = "wallet/";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static WalletId of(String text) {
        if (!text.startsWith(BEGINNING)) {
            throw new IllegalArgumentException("A wallet id is " + BEGINNING + " and a buyer");
        }
        return new WalletId(new BuyerId(text.substring(BEGINNING.length())));
    }

    /** Axon names the event stream with this text, so its form is a contract. */
    @JsonValue
    @Override
    public String toString() {
        return BEGINNING + buyer;
    }
}
