package io.rowlock.command.checkout;

import io.rowlock.command.platform.eventstore.LogFollower;
import org.axonframework.config.ConfigurerModule;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How the policies follow the log: from its beginning, each stream in order, at least once.
 *
 * <p>A step that fails is tried again until it works, so a crash between two steps heals by itself; the commands that
 * policies send are written so that the second time changes nothing.
 */
@Configuration(proxyBeanMethods = false)
class Checkout {
    static final String GROUP = "checkout";

    /** How many streams are worked on side by side, and how many events at a time. */
    @ConfigurationProperties("rowlock.checkout")
    record Settings(int segments, int batchSize) {}

    @Bean
    ConfigurerModule policies(Settings settings) {
        return configurer -> new LogFollower(GROUP, settings.segments(), settings.batchSize())
                .register(configurer.eventProcessing());
    }
}
