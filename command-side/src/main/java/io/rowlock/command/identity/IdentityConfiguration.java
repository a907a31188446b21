package io.rowlock.command.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.rowlock.web.caller.AccessRules;
import io.rowlock.web.caller.PemKeys;
import io.rowlock.web.caller.TokenTerms;
import io.rowlock.web.caller.UnusableKey;
import java.security.SecureRandom;
import java.time.Duration;
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
    JwtEncoder jwtEncoder(TokenTerms believed, TokenIssuing issued) {
        var publicKey = PemKeys.publicKey("rowlock.tokens.public-key", believed.publicKey());
        var privateKey = PemKeys.privateKey("rowlock.tokens.private-key", issued.privateKey());
        if (!publicKey.getModulus().equals(privateKey.getModulus())) {
            throw new UnusableKey(
                    "rowlock.tokens.private-key and rowlock.tokens.public-key are not the two halves of one pair.",
                    null);
        }
        var pair = new RSAKey.Builder(publicKey).privateKey(privateKey).build();
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(pair)));
    }

    /** Sessions that ended by themselves are of no use to anybody. */
    @Bean
    SchedulingConfigurer sweepingOutEndedSessions(Sessions sessions) {
        return tasks -> tasks.addFixedDelayTask(sessions::sweepOutEnded, SWEEP_EVERY);
    }
}
