package io.rowlock.command.platform.idempotency;

import java.util.Set;

/** Addresses whose answers must not be kept. A feature names its own, and says why. */
public record NotRemembered(Set<String> addresses) {
    public NotRemembered {
        addresses = Set.copyOf(addresses);
    }
}
