package io.rowlock.query.feed;

import io.rowlock.web.caller.AccessRules;
import io.rowlock.web.caller.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Operators alone deal with what could not be projected, and see who did. */
@Configuration(proxyBeanMethods = false)
class DeadLetterAccess {
    @Bean
    AccessRules whoMayDealWithDeadLetters() {
        return access -> access.only(
                        Role.OPERATOR,
                        HttpMethod.GET,
                        "/api/feed/actions",
                        "/api/feed/{projection}/dead-letters",
                        "/api/feed/{projection}/dead-letters/{letterId}")
                .only(
                        Role.OPERATOR,
                        HttpMethod.POST,
                        "/api/feed/{projection}/dead-letters/{letterId}/retry",
                        "/api/feed/{projection}/dead-letters/{letterId}/discard");
    }
}
