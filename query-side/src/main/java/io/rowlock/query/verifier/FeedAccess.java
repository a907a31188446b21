package io.rowlock.query.verifier;

import io.rowlock.web.caller.AccessRules;
import io.rowlock.web.caller.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Operators alone look behind what is shown, and mend it. */
@Configuration(proxyBeanMethods = false)
class FeedAccess {
    @Bean
    AccessRules whoMayLookBehindWhatIsShown() {
        return access -> access.only(Role.OPERATOR, HttpMethod.GET, "/api/feed")
                .only(Role.OPERATOR, HttpMethod.POST, "/api/feed/findings/{findingId}/repair");
    }
}
