package io.rowlock.command.payment.provider.webhook;

import io.rowlock.command.platform.idempotency.NotRemembered;
import io.rowlock.web.caller.AccessRules;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Where providers call, and what is particular about these addresses. */
@Configuration(proxyBeanMethods = false)
public class Webhooks {
    public static final String TOSS = "/api/webhooks/toss";
    public static final String PORTONE = "/api/webhooks/portone";

    /** Providers have no token of ours; each webhook has to show in its own way whose it is. */
    @Bean
    AccessRules whoMayCallBack() {
        return access -> access.anyone(HttpMethod.POST, TOSS, PORTONE);
    }

    /** Twice is once by itself, and an answer given from memory would be given to whoever repeats the key. */
    @Bean
    NotRemembered answersToWebhooks() {
        return new NotRemembered(Set.of(TOSS, PORTONE));
    }
}
