package io.rowlock.command.platform.redis;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One connection an instance, which never keeps anybody waiting for a server that is not there. */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {
    /** So many calls may wait for their answers; who comes on top is told at once that it does not work. */
    private static final int MOST_UNANSWERED = 50_000;

    @Bean
    LettuceClientOptionsBuilderCustomizer refuseWhileDisconnected() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_UNANSWERED);
    }
}
