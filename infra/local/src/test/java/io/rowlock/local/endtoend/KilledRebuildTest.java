package io.rowlock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.local.AppProcess;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A rebuild that is killed has changed nothing, and the next start clears what it has left behind. */
@OnRealServers
class KilledRebuildTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> READ_MODEL =
            List.of("concert", "concert_listed", "schedule", "seat_plan", "seat_plan_section", "seat", "seat_hold");

    @Test
    void a_query_side_that_is_killed_while_it_rebuilds_has_changed_nothing_and_the_next_one_tidies_up(Corner corner)
            throws Exception {
        try (var apps = new RealApps(KilledRebuildTest.class, corner)) {
            var boxOffice = apps.readyCommandSide();
            var querySide = apps.readyQuerySide(Operator.IS_LET_IN);
            var evening = boxOffice.openEvening(10, 4, 4);
            for (int row = 1; row <= 10; row++) {
                assertThat(boxOffice
                                .hold(Person.buyer("buyer-" + row), evening, "A-" + row + "-1", "A-" + row + "-2")
                                .status())
                        .isEqualTo(201);
            }
            var tables = apps.readModel();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(number(tables, "select count(*) from seat"))
                            .isEqualTo(20));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(number(tables, "select count(*) from seat_hold"))
                            .isEqualTo(10));
            var before = Rows.in(tables, READ_MODEL);

            killedInTheMiddle(corner, tables, querySide);
            assertThat(Rows.in(tables, READ_MODEL).differencesFrom(before)).isEmpty();
            assertThat(leftBehind(tables)).as("nobody had the time to tidy up").isPositive();

            var next = apps.readyQuerySide(Operator.IS_LET_IN, "--rowlock.feed.claim-timeout=2s");
            assertThat(leftBehind(tables)).isZero();
            assertThat(phase(tables)).isEqualTo("FAILED");
            // Ready for requests a moment before it knows that the topic is whole.
            await().atMost(PATIENCE).untilAsserted(() -> Operator.rebuildsEverything(next));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(phase(tables)).isEqualTo("DONE"));
            assertThat(Rows.in(tables, READ_MODEL).differencesFrom(before)).isEmpty();
        }
    }

    /** It has folded everything, and waits to write down that it has. */
    private static void killedInTheMiddle(Corner corner, JdbcClient tables, AppProcess querySide) throws Exception {
        var database = corner.database("query");
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var inTheWay = connection.createStatement()) {
            connection.setAutoCommit(false);
            Operator.rebuildsEverything(querySide);
            inTheWay.execute("lock table rebuild in share mode");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(number(
                                    tables, "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"))
                            .isPositive());
            querySide.kill();
        }
    }

    private static String phase(JdbcClient tables) {
        return tables.sql("select phase from rebuild where projection = 'seatmap'")
                .query(String.class)
                .single();
    }

    private static int leftBehind(JdbcClient tables) {
        return number(tables, "select count(*) from pg_namespace where nspname = 'beside'");
    }

    private static int number(JdbcClient tables, String question) {
        return tables.sql(question).query(Integer.class).single();
    }
}
