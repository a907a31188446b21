package io.rowlock.web;

import io.rowlock.web.bounds.RequestBounds;
import io.rowlock.web.caller.CallersAndRights;
import io.rowlock.web.openapi.OpenApiBase;
import io.rowlock.web.operations.Operations;
import io.rowlock.web.problem.ProblemDocuments;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Everything both apps do alike over HTTP, found by Boot wherever this module is a dependency. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration"
        })
@Import({ProblemDocuments.class, RequestBounds.class, CallersAndRights.class, Operations.class, OpenApiBase.class})
public class RowlockWeb {
    /** The one place where an app takes its time from; tests bring another. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
