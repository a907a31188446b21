package io.rowlock.web.caller;

import io.rowlock.api.IdText;
import java.time.Clock;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** What a well-signed token must hold before it is believed. */
final class Believable implements OAuth2TokenValidator<Jwt> {
    /** Told apart from all other faults, because it alone is mended by a refresh. */
    static final String EXPIRED = "token_expired";

    private static final OAuth2TokenValidatorResult YES = OAuth2TokenValidatorResult.success();

    private final TokenTerms terms;
    private final Clock clock;

    Believable(TokenTerms terms, Clock clock) {
        this.terms = terms;
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        var now = clock.instant();
        var expires = token.getExpiresAt();
        var starts = token.getNotBefore();
        var subject = token.getSubject();
        if (!terms.issuer().equals(token.getClaimAsString("iss"))) {
            return no("the issuer is not the one that is believed here");
        }
        if (subject == null || !subject.matches(IdText.PATTERN)) {
            return no("the subject names nobody");
        }
        if (expires == null) {
            return no("it never expires");
        }
        if (starts != null && now.plus(terms.clockSkew()).isBefore(starts)) {
            return no("it is not valid yet");
        }
        if (!now.minus(terms.clockSkew()).isBefore(expires)) {
            return OAuth2TokenValidatorResult.failure(new OAuth2Error(EXPIRED, "it has expired", null));
        }
        return YES;
    }

    private static OAuth2TokenValidatorResult no(String because) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", because, null));
    }
}
