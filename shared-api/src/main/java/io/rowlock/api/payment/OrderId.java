package io.rowlock.api.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.rowlock.api.IdText;
import io.rowlock.api.hold.HoldId;

/**
 * A payment order, for example {@code ord-9w3f6h1b5n8r2yjd}.
 *
 * <p>It bears its hold's mark: one hold can have one order only, and the store's unique key sees to it.
 */
public record OrderId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrderId {
        IdText.require("OrderId", value);
    }

    public static OrderId payingFor(HoldId hold) {
        return new OrderId("ord-" + hold.mark());
    }

    /** Axon names the event stream with this text, so its form is a contract. */
    @Override
    public String toString() {
        return value;
    }
}
