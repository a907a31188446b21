package io.rowlock.web.caller;

import io.rowlock.web.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.support.FormattingConversionService;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The security of both apps: bearer tokens, no sessions, and rights by the rules that the apps name. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenTerms.class)
public class CallersAndRights {
    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, Gatekeeper gate, SecurityProblems problems)
            throws Exception {
        return http.sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie says who is calling, so no other site can make a browser call in somebody's name.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(it -> it
                        // These are the second half of a request that was let in before.
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .access(gate))
                .oauth2ResourceServer(it -> it.jwt(jwt -> jwt.jwtAuthenticationConverter(rightsByRoles()))
                        .bearerTokenResolver(tokensWhereTheyMatter(gate))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(it -> it.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    @Bean
    JwtDecoder jwtDecoder(TokenTerms terms, Clock clock) {
        var key = PemKeys.publicKey("rowlock.tokens.public-key", terms.publicKey());
        // One algorithm, named here: which one to use is not the token's to say.
        var decoder = NimbusJwtDecoder.withPublicKey(key)
                .signatureAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(new Believable(terms, clock));
        return decoder;
    }

    @Bean
    Access access(ObjectProvider<AccessRules> rules) {
        var access = new Access();
        rules.orderedStream().forEach(it -> it.nameThemTo(access));
        return access;
    }

    /** What describes and watches an app is open: it tells nothing about anybody. */
    @Bean
    @Order(0)
    AccessRules documentsAndHealthAreOpen() {
        return access -> access.anyone(
                HttpMethod.GET,
                "/swagger-ui.html",
                "/swagger-ui/**",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/**",
                "/actuator/health",
                "/actuator/health/**",
                "/actuator/prometheus");
    }

    @Bean
    Gatekeeper gatekeeper(Access access, ObjectProvider<HandlerMapping> served) {
        return new Gatekeeper(access, served);
    }

    @Bean
    SecurityProblems securityProblems(ProblemWriter problems) {
        return new SecurityProblems(problems);
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(SecurityProblems problems) {
        return problems;
    }

    /** Refuses the null character in parameters too: no text with it can be stored or looked for. */
    @Bean
    HttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value == null || value.indexOf('\0') < 0);
        return firewall;
    }

    @Bean
    WebMvcConfigurer callersInControllers(ObjectProvider<FormattingConversionService> conversions) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerFromToken(conversions.getObject()));
            }
        };
    }

    private static BearerTokenResolver tokensWhereTheyMatter(Gatekeeper gate) {
        var header = new DefaultBearerTokenResolver();
        return request -> gate.matches(request) ? null : header.resolve(request);
    }

    private static Converter<Jwt, AbstractAuthenticationToken> rightsByRoles() {
        var known = Arrays.stream(Role.values()).map(Enum::name).collect(Collectors.toSet());
        return token -> {
            var roles = Objects.requireNonNullElse(token.getClaimAsStringList(TokenTerms.ROLES), List.<String>of());
            var rights = roles.stream()
                    .filter(known::contains)
                    .map(SimpleGrantedAuthority::new)
                    .toList();
            return new JwtAuthenticationToken(token, rights, Objects.requireNonNull(token.getSubject()));
        };
    }
}
