package io.rowlock.command.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.rowlock.command.platform.idempotency.Fingerprints;
import io.rowlock.command.platform.idempotency.NotRemembered;
import io.rowlock.web.caller.AccessRules;
import io.rowlock.web.caller.PemKeys;
import io.rowlock.web.caller.TokenTerms;
import io.rowlock.web.caller.UnusableKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Puts together what the front desk works with, and says who may come to it. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class IdentityConfiguration {
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);

    @Bean
    AccessRules whoMayComeToTheFrontDesk() {
        return access -> access.anyone(
                        HttpMethod.POST,
                        AuthController.ADDRESS + "/signup",
                        AuthController.ADDRESS + "/login",
                        AuthController.ADDRESS + "/refresh",
                        AuthController.ADDRESS + "/logout")
                .anyCaller(HttpMethod.GET, MeController.ADDRESS)
                .anyCaller(HttpMethod.DELETE, MeController.ADDRESS);
    }

    @Bean
    SecureRandom chance() {
        return new SecureRandom();
    }

    @Bean
    RSAPrivateKey signingKey(TokenIssuing issued) {
        return PemKeys.privateKey("rowlock.tokens.private-key", issued.privateKey());
    }

    @Bean
    JwtEncoder jwtEncoder(TokenTerms believed, RSAPrivateKey signingKey) {
        var publicKey = PemKeys.publicKey("rowlock.tokens.public-key", believed.publicKey());
        if (!publicKey.getModulus().equals(signingKey.getModulus())) {
            throw new UnusableKey(
                    "rowlock.tokens.private-key and rowlock.tokens.public-key are not the two halves of one pair.",
                    null);
        }
        var pair = new RSAKey.Builder(publicKey).privateKey(signingKey).build();
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(pair)));
    }

    /** From the one secret that all instances share anyway; by way of a hash, so that it is used for one thing only. */
    @Bean
    Fingerprints fingerprints(RSAPrivateKey signingKey) throws NoSuchAlgorithmException {
        var secret = MessageDigest.getInstance("SHA-256");
        secret.update("fingerprints of requests".getBytes(StandardCharsets.US_ASCII));
        return new Fingerprints(secret.digest(signingKey.getEncoded()));
    }

    /**
     * These answers hold tokens, or end them: kept for a day, a stolen table would be as good as a stolen session, and a
     * refresh told again would look like the reuse that ends it.
     */
    @Bean
    NotRemembered answersWithTokens() {
        return new NotRemembered(Set.of(
                AuthController.ADDRESS + "/login",
                AuthController.ADDRESS + "/refresh",
                AuthController.ADDRESS + "/logout"));
    }

    /** Sessions that ended by themselves are of no use to anybody. */
    @Bean
    SchedulingConfigurer sweepingOutEndedSessions(Sessions sessions) {
        return tasks -> tasks.addFixedDelayTask(sessions::sweepOutEnded, SWEEP_EVERY);
    }
}
