package io.rowlock.command;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/** The app that takes commands. Any number of them run side by side. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CommandSide {
    public static void main(String[] arguments) {
        start(arguments);
    }

    public static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(CommandSide.class).run(arguments);
    }
}
