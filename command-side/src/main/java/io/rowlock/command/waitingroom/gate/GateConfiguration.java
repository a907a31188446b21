package io.rowlock.command.waitingroom.gate;

import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the filter behind the security chain, and tells callers what to show where. */
@Configuration(proxyBeanMethods = false)
class GateConfiguration {
    /** Where a request leads to a gated command. */
    private static final List<String> GATED_ADDRESSES = List.of("/api/tickets/hold", "/api/payment/ready");

    @Bean
    FilterRegistrationBean<TokenFilter> tokenFilter() {
        var registration = new FilterRegistrationBean<>(new TokenFilter());
        registration.addUrlPatterns("/api/*");
        registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 20);
        return registration;
    }

    @Bean
    OpenApiCustomizer admissionsAreShown() {
        return document -> document.getPaths().forEach((address, path) -> {
            if (GATED_ADDRESSES.contains(address)) {
                var operation = path.getPost();
                operation.addParametersItem(new HeaderParameter()
                        .name(ShownToken.HEADER)
                        .required(false)
                        .description("The admission that the queue's state told; needed where the evening is gated")
                        .schema(new StringSchema()));
                operation
                        .getResponses()
                        .addApiResponse("403", problem("The caller's roles do not allow this, or " + refusals()))
                        .addApiResponse("503", problem("admission-not-checked, or it could not be decided in time"));
            }
        });
    }

    private static String refusals() {
        return Arrays.stream(AdmissionRefused.Reason.values())
                .map(reason -> reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    private static ApiResponse problem(String why) {
        return new ApiResponse()
                .description(why)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
    }
}
