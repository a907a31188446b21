package io.rowlock.command.waitingroom.room;

import io.rowlock.command.platform.eventstore.LogFollower;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the log followed by those who prepare rooms and list them. */
@Configuration(proxyBeanMethods = false)
class RoomConfiguration {
    static final String GROUP = "waiting-room.rooms";

    /** An evening is put on sale once in a while. */
    private static final int ONE_SEGMENT = 1;

    @Bean
    ConfigurerModule followEvenings(RoomSettings settings, PolicyDefaults policy, PolicyBounds bounds) {
        policy.mustBeWithin(bounds);
        return configurer ->
                new LogFollower(GROUP, ONE_SEGMENT, settings.batchSize()).register(configurer.eventProcessing());
    }
}
