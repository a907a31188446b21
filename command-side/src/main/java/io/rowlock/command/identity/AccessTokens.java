package io.rowlock.command.identity;

import io.rowlock.web.caller.Role;
import io.rowlock.web.caller.TokenTerms;
import java.time.Clock;
import java.util.Set;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** Issues the tokens by which both apps know a caller without asking anybody. They hold an id and roles, no name. */
@Component
class AccessTokens {
    private static final JwsHeader HEADER =
            JwsHeader.with(SignatureAlgorithm.RS256).type("JWT").build();

    private final JwtEncoder signer;
    private final TokenTerms terms;
    private final TokenIssuing issuing;
    private final Clock clock;

    AccessTokens(JwtEncoder signer, TokenTerms terms, TokenIssuing issuing, Clock clock) {
        this.signer = signer;
        this.terms = terms;
        this.issuing = issuing;
        this.clock = clock;
    }

    String issueTo(UserId userId, Set<Role> roles) {
        var now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .issuer(terms.issuer())
                .subject(userId.value())
                .issuedAt(now)
                .expiresAt(now.plus(issuing.accessTokensLast()))
                .claim(TokenTerms.ROLES, roles.stream().map(Role::name).sorted().toList())
                .build();
        return signer.encode(JwtEncoderParameters.from(HEADER, claims)).getTokenValue();
    }

    long lastSeconds() {
        return issuing.accessTokensLast().toSeconds();
    }
}
