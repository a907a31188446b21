package io.rowlock.query.feed;

import io.rowlock.api.feed.Position;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a caller read their own writes, on every read and without any of them knowing. */
@Configuration(proxyBeanMethods = false)
class AtLeastConfiguration {
    @Bean
    WebMvcConfigurer readYourOwnWrites(AtLeastGate gate) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new AtLeastInterceptor(gate)).addPathPatterns("/api/**");
            }
        };
    }

    @Bean
    OperationCustomizer atLeastInTheDocument() {
        return (operation, _) -> operation.addParametersItem(new HeaderParameter()
                .name(Position.AT_LEAST_HEADER)
                .required(false)
                .description("The " + Position.HEADER + " of a command's answer: the read waits until it can show that")
                .schema(new StringSchema().maxLength(Position.MOST_CHARACTERS)));
    }
}
