package io.rowlock.command.hold.lapse;

import io.rowlock.command.platform.eventstore.LogFollower;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Has the list of open holds kept, and counted. */
@Configuration(proxyBeanMethods = false)
class LapseConfiguration {
    private static final String GROUP = "lapse";

    @Bean
    ConfigurerModule keepingOpenHolds(OpenHolds openHolds, LapseSettings settings) {
        var follower = new OpenHoldsFollower(openHolds);
        return configurer -> new LogFollower(GROUP, settings.segments(), settings.batchSize())
                .register(configurer.eventProcessing())
                .registerEventHandler(_ -> follower)
                .assignHandlerTypesMatching(GROUP, OpenHoldsFollower.class::isAssignableFrom);
    }

    @Bean
    SchedulingConfigurer countingOpenHolds(OpenHoldsMetrics metrics, LapseSettings settings) {
        return tasks -> tasks.addFixedDelayTask(metrics::count, settings.measureEvery());
    }
}
