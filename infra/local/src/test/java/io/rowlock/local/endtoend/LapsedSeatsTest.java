package io.rowlock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A seat whose hold lapses is soon shown as available, whatever has become of the processes that should have told. */
@OnRealServers
class LapsedSeatsTest {
    private static final Logger LOG = LoggerFactory.getLogger(LapsedSeatsTest.class);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Long enough for the command side to be killed and to come back. */
    private static final Duration LONG_HOLD = Duration.ofSeconds(25);

    private static final Duration SHORT_HOLD = Duration.ofSeconds(4);

    @Test
    void a_lapsed_holds_seat_is_shown_as_available_within_three_seconds_though_the_command_side_was_killed_meanwhile(
            Corner corner) throws Exception {
        try (var apps = new RealApps(LapsedSeatsTest.class, corner)) {
            var commandSide = apps.readyCommandSide();
            var querySide = apps.readyQuerySide().address();
            var anna = Person.buyer("anna");
            var lapsesInPeace = commandSide.openEvening(1, 2, 4, SHORT_HOLD);
            var lapsesAfterTheKill = commandSide.openEvening(1, 2, 4, LONG_HOLD);
            var lapsesWhileNobodyIsThere = commandSide.openEvening(1, 2, 4, SHORT_HOLD);

            var end = endOf(commandSide.hold(anna, lapsesInPeace, "A-1-1"));
            awaitShown(querySide, lapsesInPeace, "HA");
            mustBeAvailableSoonAfter(end, apps, querySide, lapsesInPeace);

            var longEnd = endOf(commandSide.hold(anna, lapsesAfterTheKill, "A-1-1"));
            awaitShown(querySide, lapsesAfterTheKill, "HA");
            var shortEnd = endOf(commandSide.hold(anna, lapsesWhileNobodyIsThere, "A-1-1"));
            awaitShown(querySide, lapsesWhileNobodyIsThere, "HA");
            commandSide.process().kill();
            emptyRedis(corner);
            awaitShown(querySide, lapsesWhileNobodyIsThere, "AA");
            assertThat(Instant.now()).isBefore(shortEnd.plus(SOON));
            assertThat(eventsOf(apps.log(), lapsesWhileNobodyIsThere)).isEqualTo("SeatHeld");

            var restarted = apps.readyCommandSide();
            assertThat(Instant.now())
                    .as("ready again before the long hold's end")
                    .isBefore(longEnd);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(eventsOf(apps.log(), lapsesWhileNobodyIsThere))
                            .isEqualTo("SeatHeld,SeatReleased"));
            mustBeAvailableSoonAfter(longEnd, apps, querySide, lapsesAfterTheKill);
            assertThat(restarted
                            .hold(Person.buyer("ben"), lapsesAfterTheKill, "A-1-1")
                            .status())
                    .isEqualTo(201);
        }
    }

    /** On the map, and as told: the row itself has heard that the seat was released. */
    private static void mustBeAvailableSoonAfter(Instant end, RealApps apps, URI querySide, String schedule) {
        await().atMost(PATIENCE).until(() -> !Instant.now().isBefore(end));
        awaitShown(querySide, schedule, "AA");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> storedState(apps.readModel(), schedule), Predicate.isEqual("RELEASED"));
        var after = Duration.between(end, Instant.now());
        LOG.info("Told {} ms after the hold's end", after.toMillis());
        assertThat(after).isLessThan(SOON);
        assertThat(reasons(apps.log(), schedule)).isEqualTo("LAPSED");
    }

    private static Instant endOf(Answer hold) {
        assertThat(hold.status()).as("%s", hold).isEqualTo(201);
        return Instant.parse(hold.at("/heldUntil"));
    }

    private static void awaitShown(URI querySide, String schedule, String states) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> shown(querySide, schedule), Predicate.isEqual(states));
    }

    private static String shown(URI querySide, String schedule) {
        var map = Person.buyer("onlooker").get(querySide, "/api/schedules/" + schedule + "/seats");
        return map.status() == 200 ? map.at("/sections/0/states") : "";
    }

    private static String storedState(JdbcClient readModel, String schedule) {
        return readModel
                .sql("SELECT state FROM seat WHERE seat_id = :seat")
                .param("seat", schedule + "/A-1-1")
                .query(String.class)
                .single();
    }

    private static String eventsOf(JdbcClient log, String schedule) {
        return log.sql("""
                        SELECT string_agg(substring(payload_type from '[^$]*$'), ',' ORDER BY sequence_number)
                        FROM domain_event WHERE aggregate_identifier = :seat""")
                .param("seat", schedule + "/A-1-1")
                .query(String.class)
                .single();
    }

    private static String reasons(JdbcClient log, String schedule) {
        return log.sql("""
                        SELECT string_agg(convert_from(payload, 'UTF8')::json ->> 'reason', ',' ORDER BY sequence_number)
                        FROM domain_event WHERE aggregate_identifier = :seat""")
                .param("seat", schedule + "/A-1-1")
                .query(String.class)
                .single();
    }

    private static void emptyRedis(Corner corner) throws IOException {
        try (var redis = new Socket(corner.redisHost(), corner.redisPort())) {
            redis.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(redis.getInputStream().readNBytes(3), StandardCharsets.US_ASCII))
                    .isEqualTo("+OK");
        }
    }
}
