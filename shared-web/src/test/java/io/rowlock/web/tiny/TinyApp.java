package io.rowlock.web.tiny;

import io.rowlock.web.caller.AccessRules;
import io.rowlock.web.caller.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;

/** What an app that uses this module looks like: a main class, its rules, its controllers. */
@SpringBootApplication
public class TinyApp {
    /** Starts on any free port, with tokens believed that {@code keys} signs. */
    public static ConfigurableApplicationContext start(Keys keys, String... more) {
        var settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.config.import=classpath:rowlock-web.yml",
                "--rowlock.tokens.public-key=" + keys.publicKey().toUri(),
                "--spring.application.name=tiny",
                "--rowlock.openapi.title=Tiny"));
        for (var setting : more) { // given twice, a setting would have both values
            settings.removeIf(it -> it.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
            settings.add(setting);
        }
        return new SpringApplicationBuilder(TinyApp.class).run(settings.toArray(String[]::new));
    }

    public static int port(ConfigurableApplicationContext app) {
        return app.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Bean
    AccessRules rules() {
        return access -> access.anyone(HttpMethod.POST, "/api/open/**")
                .anyone(HttpMethod.GET, "/api/open/**")
                .anyCaller(HttpMethod.GET, "/api/me")
                .only(Role.BUYER, HttpMethod.POST, "/api/seats/{seat}/hold")
                .only(Role.ORGANISER, HttpMethod.GET, "/api/plans")
                .anyOf(Set.of(Role.OPERATOR, Role.AUDITOR), HttpMethod.GET, "/api/record");
    }
}
