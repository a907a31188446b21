package io.rowlock.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.testing.Corner;
import io.rowlock.testing.Database;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@OnRealServers
class StoreAwayTest {
    @Test
    void while_the_store_is_away_nothing_is_promised_and_afterwards_everything_goes_on(Corner corner)
            throws SQLException {
        var anna = Person.buyer("anna");
        try (var app = new Instance(corner, "--spring.datasource.hikari.connection-timeout=1000")) {
            var house = app.openEvening(1, 10, 4);
            assertThat(app.hold(anna, house, "A-1-1").status()).isEqualTo(201);

            lockOut(corner, true);
            // The first meets a connection that has broken, the second finds none.
            for (int tries = 1; tries <= 2; tries++) {
                var refused = app.hold(anna, house, "A-1-2");
                assertThat(refused.status()).as("%s", refused).isEqualTo(503);
                assertThat(refused.problem()).isEqualTo("store-unavailable");
                assertThat(refused.headers()).containsKey("retry-after");
            }
            assertThat(anna.get(app.address(), "/actuator/health/readiness").status())
                    .isEqualTo(503);
            assertThat(anna.get(app.address(), "/actuator/health/liveness").status())
                    .isEqualTo(200);

            lockOut(corner, false);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(app.hold(anna, house, "A-1-2").status()).isEqualTo(201));
            assertThat(app.eventsOf(house + "/A-1-2")).containsExactly("SeatHeld");
        }
    }

    /** To the app it is the same as a server that went down: what is open breaks, and nothing new opens. */
    private static void lockOut(Corner corner, boolean away) throws SQLException {
        Database app = corner.database("command");
        Database other = corner.database("elsewhere");
        var name = app.url().replaceFirst(".*/([^/?]+).*", "$1");
        try (var connection = DriverManager.getConnection(other.url(), other.user(), other.password());
                var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE \"" + name + "\" ALLOW_CONNECTIONS " + !away);
            if (away) {
                statement.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
            }
        }
    }
}
