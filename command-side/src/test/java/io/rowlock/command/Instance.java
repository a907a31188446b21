package io.rowlock.command;

import io.rowlock.testing.BoxOffice;
import io.rowlock.testing.Corner;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One running command side, as its callers see it; several in one corner are several instances. */
public final class Instance implements BoxOffice, AutoCloseable {
    private final ConfigurableApplicationContext app;
    private final URI address;

    public Instance(Corner corner, String... settings) {
        List<String> arguments = new ArrayList<>(corner.settingsFor("command"));
        arguments.add("--rowlock.payment.mock.enabled=true");
        arguments.add("--rowlock.wallet.charging-enabled=true");
        for (var setting : settings) {
            // Given twice, a setting would be taken for a list.
            arguments.removeIf(given -> given.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
            arguments.add(setting);
        }
        app = CommandSide.start(arguments.toArray(String[]::new));
        var port = app.getEnvironment().getRequiredProperty("local.server.port");
        address = URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public URI address() {
        return address;
    }

    public JdbcClient log() {
        return app.getBean(JdbcClient.class);
    }

    public <T> T part(Class<T> type) {
        return app.getBean(type);
    }

    /** The simple names of a stream's events, first to last. */
    public List<String> eventsOf(String stream) {
        return log().sql("""
                        SELECT substring(payload_type from '[^$]*$') FROM domain_event
                        WHERE aggregate_identifier = :stream ORDER BY sequence_number""")
                .param("stream", stream)
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Override
    public void close() {
        app.close();
    }
}
