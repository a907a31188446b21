package io.rowlock.command.identity;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Which tokens are given out; which are believed, both apps know alike.
 *
 * @param privateKey where the PEM of the RSA key lies that access tokens are signed with
 * @param accessTokensLast how long one counts; it cannot be called back, so this is also how long an erased account or a
 *     lost role lives on
 * @param sessionsLast how long after a log-in its refresh tokens count, however often they are renewed
 * @param sessionsPerAccount how many log-ins are kept; the oldest makes room
 */
@ConfigurationProperties("rowlock.tokens")
record TokenIssuing(
        @Nullable Resource privateKey,
        @DefaultValue("15m") Duration accessTokensLast,
        @DefaultValue("30d") Duration sessionsLast,
        @DefaultValue("20") int sessionsPerAccount) {
    TokenIssuing {
        require("access-tokens-last", accessTokensLast, Duration.ofSeconds(1), Duration.ofDays(1));
        require("sessions-last", sessionsLast, Duration.ofSeconds(1), Duration.ofDays(400));
        if (sessionsPerAccount < 1 || sessionsPerAccount > 1_000) {
            throw new IllegalArgumentException(
                    "rowlock.tokens.sessions-per-account must be from 1 to 1000, was " + sessionsPerAccount);
        }
    }

    private static void require(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.tokens.%s must be from %s to %s, was %s".formatted(what, least, most, value));
        }
    }
}
