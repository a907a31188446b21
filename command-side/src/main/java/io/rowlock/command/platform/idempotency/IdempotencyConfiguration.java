package io.rowlock.command.platform.idempotency;

import io.rowlock.web.problem.ProblemWriter;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.Set;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Puts the filter behind the security chain, sweeps out what is old, and tells callers that there is a key. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class IdempotencyConfiguration {
    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            RememberedAnswers answers,
            Fingerprints fingerprints,
            ProblemWriter problems,
            ObjectProvider<NotRemembered> notRemembered,
            IdempotencySettings settings) {
        var filter = new IdempotencyFilter(answers, fingerprints, problems, addresses(notRemembered), settings);
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/api/*");
        registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 10);
        return registration;
    }

    @Bean
    SchedulingConfigurer sweepingOutOldAnswers(RememberedAnswers answers, IdempotencySettings settings) {
        return tasks -> tasks.addFixedDelayTask(answers::sweepOutOld, settings.sweepEvery());
    }

    @Bean
    OpenApiCustomizer idempotencyKeys(ObjectProvider<NotRemembered> notRemembered) {
        var without = addresses(notRemembered);
        return document -> document.getPaths().forEach((address, path) -> {
            var post = path.readOperationsMap().get(PathItem.HttpMethod.POST);
            if (post != null && !without.contains(address)) {
                post.addParametersItem(new HeaderParameter()
                        .name(IdempotencyFilter.HEADER)
                        .required(false)
                        .description("The same key and body get the same answer, and are carried out once")
                        .schema(new StringSchema().minLength(1).maxLength(100)));
            }
        });
    }

    private static Set<String> addresses(ObjectProvider<NotRemembered> notRemembered) {
        return notRemembered
                .orderedStream()
                .flatMap(it -> it.addresses().stream())
                .collect(Collectors.toSet());
    }
}
