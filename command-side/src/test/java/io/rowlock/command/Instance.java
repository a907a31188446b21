package io.rowlock.command;

import io.rowlock.testing.Corner;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One running command side, as its callers see it; several in one corner are several instances. */
public final class Instance implements AutoCloseable {
    private final ConfigurableApplicationContext app;
    private final URI address;

    public Instance(Corner corner, String... settings) {
        List<String> arguments = new ArrayList<>(corner.settingsFor("command"));
        arguments.add("--rowlock.payment.mock.enabled=true");
        for (var setting : settings) {
            // Given twice, a setting would be taken for a list.
            arguments.removeIf(given -> given.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
            arguments.add(setting);
        }
        app = CommandSide.start(arguments.toArray(String[]::new));
        var port = app.getEnvironment().getRequiredProperty("local.server.port");
        address = URI.create("http://127.0.0.1:" + port);
    }

    public URI address() {
        return address;
    }

    public JdbcClient log() {
        return app.getBean(JdbcClient.class);
    }

    public <T> T part(Class<T> type) {
        return app.getBean(type);
    }

    /** Puts one section A on sale, now, and says the schedule's id. */
    public String openEvening(int rows, int seatsPerRow, int seatsPerBuyer) {
        var opera = Person.organiser("opera");
        var concert = opera.post(address, "/api/concerts", """
                {"title": "Tosca", "artist": "The City Opera", "description": "Three acts"}""");
        var now = Instant.now();
        var schedule = opera.post(address, "/api/concerts/" + concert.at("/concertId") + "/schedules", """
                {"venue": "The Old House", "startsAt": "%s", "salesOpenAt": "%s", "salesCloseAt": "%s",
                 "seatsPerBuyer": %d, "holdFor": "PT8M", "gated": false,
                 "sections": [{"name": "A", "grade": "Stalls", "rows": %d, "seatsPerRow": %d,
                               "price": {"amount": 150000, "currency": "KRW"}}]}""".formatted(
                        now.plus(Duration.ofDays(31)),
                        now.minus(Duration.ofMinutes(1)),
                        now.plus(Duration.ofDays(30)),
                        seatsPerBuyer,
                        rows,
                        seatsPerRow));
        return schedule.at("/scheduleId");
    }

    public Answer hold(Person buyer, String schedule, String... seats) {
        var named = Arrays.stream(seats).map(seat -> '"' + seat + '"').collect(Collectors.joining(","));
        return buyer.post(address, "/api/tickets/hold", """
                {"scheduleId": "%s", "seats": [%s]}""".formatted(schedule, named));
    }

    public Answer release(Person buyer, String hold) {
        return buyer.post(address, "/api/tickets/release", """
                {"holdId": "%s"}""".formatted(hold));
    }

    public Answer ready(Person buyer, String hold) {
        return buyer.post(address, "/api/payment/ready", """
                {"holdId": "%s", "method": "MOCK"}""".formatted(hold));
    }

    public Answer succeed(Person buyer, String order, String transaction) {
        return buyer.post(address, "/api/payment/mock-success", """
                {"orderId": "%s", "transactionId": "%s"}""".formatted(order, transaction));
    }

    public Answer fail(Person buyer, String order) {
        return buyer.post(address, "/api/payment/mock-failure", """
                {"orderId": "%s", "reason": "card declined"}""".formatted(order));
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
