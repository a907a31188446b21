package io.rowlock.command.interleaving;

import io.rowlock.command.CommandSide;
import io.rowlock.command.running.SettableClock;
import io.rowlock.testing.OwnServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole command side on a real store, quick to follow up, with a clock and a provider that tests can turn. */
final class House implements AutoCloseable {
    private final OwnServers servers = new OwnServers("interleavings");
    private final ConfigurableApplicationContext app;

    House() {
        var arguments = new ArrayList<>(servers.corner().settingsFor("command"));
        arguments.add("--rowlock.payment.mock.enabled=true");
        arguments.add("--rowlock.event-store.fetch-delay=10ms");
        arguments.add("--rowlock.lapse.sweep-every=10ms");
        arguments.add("--rowlock.lapse.leased-for=10ms");
        arguments.add("--rowlock.jobs.poll-every=20ms");
        arguments.add("--rowlock.jobs.first-pause=10ms");
        arguments.add("--rowlock.jobs.longest-pause=1s");
        arguments.add("--rowlock.cancellation.late-holds=1s");
        arguments.add("--logging.level.io.rowlock.command.cancellation=WARN");
        app = new SpringApplicationBuilder(CommandSide.class, TurnedByHand.class).run(arguments.toArray(String[]::new));
    }

    /** Without an annotation, so that no other test's app finds it. */
    static class TurnedByHand {
        @Bean
        SettableClock clock() {
            return new SettableClock(Instant.parse("2027-05-01T12:00:00Z"));
        }

        @Bean
        ScriptedProvider scriptedProvider() {
            return new ScriptedProvider();
        }
    }

    SettableClock clock() {
        return app.getBean(SettableClock.class);
    }

    ScriptedProvider provider() {
        return app.getBean(ScriptedProvider.class);
    }

    CommandGateway commands() {
        return app.getBean(CommandGateway.class);
    }

    JdbcClient log() {
        return app.getBean(JdbcClient.class);
    }

    /** How often each kind of event was written. */
    Map<String, Long> events() {
        var counts = new TreeMap<String, Long>();
        log().sql("SELECT substring(payload_type from '[^$]*$'), count(*) FROM domain_event GROUP BY 1")
                .query((row, _) -> counts.put(row.getString(1), row.getLong(2)))
                .list();
        return counts;
    }

    @Override
    public void close() {
        app.close();
        servers.close();
    }
}
