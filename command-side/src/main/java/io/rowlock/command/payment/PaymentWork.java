package io.rowlock.command.payment;

import io.rowlock.command.platform.eventstore.LogFollower;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Turns what orders say into work with providers: only writes it down, so that nobody waits for a provider here. */
@Configuration(proxyBeanMethods = false)
class PaymentWork {
    static final String GROUP = "payment";

    @Bean
    ConfigurerModule followOrders(PaymentSettings settings) {
        return configurer -> new LogFollower(GROUP, settings.segments(), settings.batchSize())
                .register(configurer.eventProcessing());
    }
}
