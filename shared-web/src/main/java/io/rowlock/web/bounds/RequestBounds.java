package io.rowlock.web.bounds;

import io.rowlock.web.problem.ProblemWriter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Bounds every request before a feature sees it: in size and in form. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BodyBound.class)
@Import(BoundProblems.class)
public class RequestBounds {
    /** Around the security chain, so that a caller without a token cannot make us read more than one with a token. */
    @Bean
    FilterRegistrationBean<BodyBoundFilter> bodyBoundFilter(BodyBound bound, ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new BodyBoundFilter(bound, problems));
        registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 10);
        return registration;
    }

    /** After Boot's own, which sets the application's mapper. */
    @Bean
    @Order(10)
    ServerHttpMessageConvertersCustomizer strictJsonInRequests(JsonMapper json) {
        return converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(StrictJson.from(json)));
    }
}
