package io.rowlock.command.waitingroom.entrance;

import io.rowlock.command.waitingroom.entrance.Turnstile.Allowance;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;

/** Tells callers how often they may enter, in the form that the IETF is agreeing on. */
final class RateLimitHeaders {
    private static final String POLICY = "RateLimit-Policy";
    private static final String LIMIT = "RateLimit";

    /** For example {@code "address";q=600;w=30, "account";q=20;w=40} and what is left of each. */
    static void write(List<Allowance> allowances, HttpHeaders headers) {
        headers.set(
                POLICY,
                allowances.stream()
                        .map(it -> "\"%s\";q=%d;w=%d".formatted(it.whose(), it.burst(), seconds(it.window())))
                        .collect(Collectors.joining(", ")));
        headers.set(
                LIMIT,
                allowances.stream()
                        .map(it -> "\"%s\";r=%d;t=%d".formatted(it.whose(), it.left(), seconds(it.full())))
                        .collect(Collectors.joining(", ")));
    }

    private static long seconds(Duration time) {
        return time.plusMillis(999).toSeconds();
    }

    private RateLimitHeaders() {}
}
