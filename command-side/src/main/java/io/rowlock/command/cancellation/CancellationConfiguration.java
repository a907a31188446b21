package io.rowlock.command.cancellation;

import io.rowlock.command.platform.eventstore.LogFollower;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the log followed by those who wind evenings up. */
@Configuration(proxyBeanMethods = false)
class CancellationConfiguration {
    static final String GROUP = "cancellation";

    /** All streams in the order of the log: an order's refund is counted after what it is refunded for. */
    private static final int ONE_SEGMENT = 1;

    @Bean
    ConfigurerModule followCancellations(CancellationSettings settings) {
        return configurer ->
                new LogFollower(GROUP, ONE_SEGMENT, settings.batchSize()).register(configurer.eventProcessing());
    }
}
