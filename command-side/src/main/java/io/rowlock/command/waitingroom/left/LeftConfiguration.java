package io.rowlock.command.waitingroom.left;

import io.rowlock.command.catalogue.SeatingPlans;
import io.rowlock.command.platform.eventstore.LogFollower;
import java.time.Clock;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Has the seats followed of evenings that people wait for. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
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
    SchedulingConfigurer forgettingEveningsThatAreOver(TakenSeats taken, LeftSettings settings, Clock clock) {
        return tasks -> tasks.addFixedDelayTask(
                () -> taken.forgetEveningsOverBefore(clock.instant().minus(settings.keptFor())), settings.sweepEvery());
    }

    @Bean
    TakenSeatsFollower takenSeatsFollower(TakenSeats taken, SeatingPlans plans) {
        return new TakenSeatsFollower(taken, plans);
    }
}
