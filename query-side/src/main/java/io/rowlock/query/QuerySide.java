package io.rowlock.query;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The app that answers what happened, from its own tables only. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
// Axon's tokens and dead letters, but not its sagas: they have no tables here.
@EntityScan({
    "io.rowlock.query",
    "org.axonframework.eventhandling.tokenstore.jpa",
    "org.axonframework.eventhandling.deadletter.jpa"
})
public class QuerySide {
    public static void main(String... args) {
        start(args);
    }

    /** Starts the app in this process, for those who also want to stop it. */
    public static ConfigurableApplicationContext start(String... args) {
        return SpringApplication.run(QuerySide.class, args);
    }
}
