package io.rowlock.command.waitingroom.left;

import io.rowlock.command.catalogue.SeatingPlans;
import io.rowlock.command.platform.eventstore.LogFollower;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the seats followed of evenings that people wait for. */
@Configuration(proxyBeanMethods = false)
class LeftConfiguration {
    private static final String GROUP = "waiting-room.left";

    @Bean
    ConfigurerModule followSeatsOfGatedEvenings(TakenSeatsFollower follower, LeftSettings settings) {
        return configurer -> new LogFollower(GROUP, settings.segments(), settings.batchSize())
                .register(configurer.eventProcessing())
                .registerEventHandler(_ -> follower)
                .assignHandlerTypesMatching(GROUP, TakenSeatsFollower.class::isAssignableFrom);
    }

    @Bean
    TakenSeatsFollower takenSeatsFollower(TakenSeats taken, SeatingPlans plans) {
        return new TakenSeatsFollower(taken, plans);
    }
}
