package io.rowlock.command.platform.redis;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.resource.Delay;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One connection an instance, which never keeps anybody waiting for a server that is not there. */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {
    /** So many calls may wait for their answers; who comes on top is told at once that it does not work. */
    private static final int MOST_UNANSWERED = 50_000;

    /** A line that is silent is tried so often before it is given up: a server may be gone without a word. */
    private static final int TRIES = 3;

    @Bean
    LettuceClientOptionsBuilderCustomizer refuseWhileDisconnected(RedisSettings settings) {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_UNANSWERED)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.connectWithin())
                        .keepAlive(KeepAliveOptions.builder()
                                .enable()
                                .idle(settings.triedAfter())
                                .interval(settings.triedAfter())
                                .count(TRIES)
                                .build())
                        .build());
    }

    /** Otherwise the pauses would double up to half a minute, and Redis would be back long before we are. */
    @Bean
    ClientResourcesBuilderCustomizer lookForItSoon(RedisSettings settings) {
        return resources -> resources.reconnectDelay(Delay.constant(settings.lookedForEvery()));
    }
}
