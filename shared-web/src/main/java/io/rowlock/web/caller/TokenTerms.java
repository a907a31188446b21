package io.rowlock.web.caller;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Which access tokens are believed.
 *
 * @param publicKey where the PEM of the RSA key lies with whose other half tokens are signed
 * @param issuer who must have issued them
 * @param clockSkew how far the issuer's clock and ours may be apart
 */
@ConfigurationProperties("rowlock.tokens")
public record TokenTerms(
        @Nullable Resource publicKey,
        @DefaultValue("rowlock") String issuer,
        @DefaultValue("5s") Duration clockSkew) {
    private static final Duration MOST_SKEW = Duration.ofMinutes(1);

    /** The claim that holds the roles. */
    public static final String ROLES = "roles";

    public TokenTerms {
        if (issuer.isBlank()) {
            throw new IllegalArgumentException("rowlock.tokens.issuer must not be blank");
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(MOST_SKEW) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.tokens.clock-skew must be from 0 to %s, was %s".formatted(MOST_SKEW, clockSkew));
        }
    }
}
