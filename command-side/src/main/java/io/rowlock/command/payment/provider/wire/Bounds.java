package io.rowlock.command.payment.provider.wire;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** Refuses settings that make no sense, each with a sentence that names the setting and never a secret's value. */
public final class Bounds {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public static void between(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("%s must be from %s to %s, was %s".formatted(what, least, most, value));
        }
    }

    public static void between(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s must be from %d to %d, was %d".formatted(what, least, most, value));
        }
    }

    public static void given(String what, String value) {
        if (value.isBlank() || !value.equals(value.strip())) {
            throw new IllegalArgumentException(what + " must be given, without spaces around it");
        }
    }

    /** A secret goes with every request, so nothing but TLS will do, except to a server on this machine. */
    public static void safe(String what, URI address) {
        var tls = "https".equals(address.getScheme());
        var near = "http".equals(address.getScheme()) && THIS_MACHINE.contains(String.valueOf(address.getHost()));
        if (!tls && !near) {
            throw new IllegalArgumentException(
                    what + " must begin with https://, or name this machine, was " + address);
        }
        if (address.getHost() == null || address.getQuery() != null || address.getFragment() != null) {
            throw new IllegalArgumentException(what + " must be a host and no more than a path, was " + address);
        }
    }

    private Bounds() {}
}
