package io.rowlock.query.feed;

import io.rowlock.web.operations.Operations.ForOperators;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only operators see how the projections come along, and have them rebuilt. */
@Configuration(proxyBeanMethods = false)
class ProjectionsAccess {
    @Bean
    ForOperators projections() {
        return new ForOperators(List.of("/actuator/projections", "/actuator/projections/**"));
    }
}
