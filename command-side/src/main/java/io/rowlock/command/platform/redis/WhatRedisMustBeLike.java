package io.rowlock.command.platform.redis;

import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Warns of a Redis that throws keys away when it is full, because places in a queue are such keys. */
@Component
class WhatRedisMustBeLike {
    private static final Logger LOG = LoggerFactory.getLogger(WhatRedisMustBeLike.class);
    private static final String KEEPS_ALL = "noeviction";

    private final StringRedisTemplate connections;

    WhatRedisMustBeLike(StringRedisTemplate connections) {
        this.connections = connections;
    }

    /** Aside, for nothing else has to wait for it; and while Redis is away, nothing is said. */
    @EventListener(ApplicationReadyEvent.class)
    void look() {
        Thread.ofVirtual().name("redis-policy").start(() -> {
            try {
                var policy = connections.execute((RedisCallback<String>) it -> {
                    @Nullable Properties memory = it.serverCommands().info("memory");
                    return memory == null ? KEEPS_ALL : memory.getProperty("maxmemory_policy", KEEPS_ALL);
                });
                if (policy != null && !policy.equals(KEEPS_ALL)) {
                    LOG.warn(
                            "Redis has maxmemory-policy {} and may throw queues away; it should be {}",
                            policy,
                            KEEPS_ALL);
                }
            } catch (DataAccessException away) {
                LOG.debug("What Redis does when it is full is not known", away);
            }
        });
    }
}
