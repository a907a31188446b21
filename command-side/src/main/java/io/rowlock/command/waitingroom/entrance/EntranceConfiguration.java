package io.rowlock.command.waitingroom.entrance;

import io.rowlock.command.platform.idempotency.NotRemembered;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the house must know of how buyers enter. */
@Configuration(proxyBeanMethods = false)
class EntranceConfiguration {
    /**
     * Whoever enters again has the place they have, and is told how it stands now: an answer of yesterday may tell of a place
     * that is gone, and holds an admission, which is not to lie in a database.
     */
    @Bean
    NotRemembered answersToThoseWhoEnter() {
        return new NotRemembered(Set.of("/api/queue/enter"));
    }
}
