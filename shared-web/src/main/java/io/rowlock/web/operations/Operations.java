package io.rowlock.web.operations;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;

/**
 * Keeps for operators what an app names as theirs.
 *
 * <p>By HTTP Basic and not by a token, because it must also work when the command side, which makes tokens, does not.
 * Where no password is set, everybody gets a 403: an endpoint that is open by default would be found.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperationsSettings.class)
public class Operations {
    static final String USER = "operations";

    /** Addresses that are for operators alone; a bean for each part of an app that has some. */
    public record ForOperators(List<String> paths) {}

    @Bean
    @Order(1)
    @ConditionalOnBean(ForOperators.class)
    SecurityFilterChain operations(HttpSecurity http, OperationsSettings settings, List<ForOperators> theirs)
            throws Exception {
        http.securityMatcher(theirs.stream().flatMap(it -> it.paths().stream()).toArray(String[]::new))
                .csrf(AbstractHttpConfigurer::disable) // no cookie says who is calling
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        var password = settings.password();
        if (password == null) {
            return http.authorizeHttpRequests(it -> it.anyRequest().denyAll())
                    .exceptionHandling(
                            it -> it.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.FORBIDDEN)))
                    .build();
        }
        return http.authorizeHttpRequests(it -> it.anyRequest().authenticated())
                .httpBasic(it -> it.realmName("rowlock operations"))
                .authenticationManager(new ProviderManager(onlyOperations(password)))
                .build();
    }

    private static DaoAuthenticationProvider onlyOperations(String password) {
        var encoder = new BCryptPasswordEncoder();
        var provider = new DaoAuthenticationProvider(new InMemoryUserDetailsManager(
                User.withUsername(USER).password(encoder.encode(password)).build()));
        provider.setPasswordEncoder(encoder);
        return provider;
    }
}
