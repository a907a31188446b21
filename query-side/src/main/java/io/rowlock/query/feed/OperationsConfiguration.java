package io.rowlock.query.feed;

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
 * Keeps the projections' endpoint for operators.
 *
 * <p>By HTTP Basic and not by a token, because it must also work when the command side, which makes tokens, does not.
 * Where no password is set, everybody gets a 403: an endpoint that is open by default would be found.
 */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {
    static final String USER = "operations";

    @Bean
    @Order(1)
    SecurityFilterChain operations(HttpSecurity http, OperationsSettings settings) throws Exception {
        http.securityMatcher("/actuator/projections", "/actuator/projections/**")
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
