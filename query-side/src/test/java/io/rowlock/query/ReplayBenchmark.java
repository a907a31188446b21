package io.rowlock.query;

import static io.rowlock.query.Sale.FAR_OFF;
import static io.rowlock.query.Sale.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.identity.BuyerId;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast a whole log becomes an empty read model, beside how fast PostgreSQL takes the same rows as they are.
 *
 * <p>Not among the tests that run every time: it takes minutes, and a machine that is busy proves nothing.
 */
@OnRealServers
class ReplayBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayBenchmark.class);
    private static final int EVENTS = Integer.getInteger("rowlock.events", 1_000_000);
    private static final int FOLLOWED = Integer.getInteger("rowlock.followed", 100_000);
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final int ROWS = 100;
    private static final int SEATS_IN_A_ROW = 100;
    private static final int VISITS_AN_EVENING = ROWS * SEATS_IN_A_ROW / 2;

    /** So many buyers are at it at once: what one of them does is spread over the log among what the others do. */
    private static final int AT_ONCE = 2_000;

    private static final List<String> TABLES = List.of(
            "concert",
            "concert_listed",
            "schedule",
            "seat_plan",
            "seat_plan_section",
            "seat",
            "seat_hold",
            "seat_hold_seat",
            "reservation",
            "reservation_seat",
            "payment_order",
            "payment_step",
            "wallet",
            "wallet_transaction");

    @Test
    @Timeout(3600)
    void a_log_is_replayed_into_an_empty_read_model(Corner corner, @TempDir Path folder) throws Exception {
        try (var log = Log.in(corner, 4)) {
            int first = write(log, 0, Math.min(FOLLOWED, EVENTS));
            var followed = followed(corner);
            int events = first + write(log, VISITS_AN_EVENING * 1_000, EVENTS - first);
            LOG.info("{} events are on the topic", events);
            // The rebuild would wait as long for live projections that do not follow here.
            try (var app = Running.in(corner, "--rowlock.feed.claim-timeout=2s")) {
                TABLES.forEach(
                        table -> app.tables().sql("truncate table " + table).update());
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> !app.operations("/actuator/projections")
                                .json()
                                .at("/seatmap/behind")
                                .isNull());
                long begun = System.nanoTime();
                assertThat(app.rebuild("all").status()).isEqualTo(202);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> !app.operations("/actuator/projections")
                                .json()
                                .at("/seatmap/rebuild/outcome")
                                .isNull());
                var replayed = since(begun);
                assertThat(seen(app)).as("each event folded once").isEqualTo(events);
                var copied = copied(app, folder);

                LOG.info(
                        "live followers: {} events in {} s, {} a second",
                        first,
                        seconds(followed),
                        perSecond(first, followed));
                LOG.info(
                        "replay: {} events in {} s, {} a second",
                        events,
                        seconds(replayed),
                        perSecond(events, replayed));
                LOG.info(
                        "{} rows by COPY in {} s; the replay takes {} times as long",
                        TABLES.stream().mapToLong(app::count).sum(),
                        seconds(copied),
                        Math.round(10.0 * replayed.toMillis() / copied.toMillis()) / 10.0);
            }
        }
    }

    /** How long live projections take for what is there; afterwards they are kept from taking the replay's time. */
    private static Duration followed(Corner corner) throws Exception {
        try (var app = Running.in(corner)) {
            long begun = System.nanoTime();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> behind(app) == 0);
            var followed = since(begun);
            app.tables().sql("""
                            create function held_by_a_stranger() returns trigger language plpgsql as
                            $$ begin new.owner := 'a stranger'; new.timestamp := '2099-01-01T00:00:00Z'; return new; end $$""").update();
            app.tables().sql("""
                            create trigger stranger before update on token_entry for each row
                            execute function held_by_a_stranger()""").update();
            app.tables().sql("update token_entry set segment = segment").update();
            return followed;
        }
    }

    /** How many events the rows together have seen. */
    private static long seen(Running app) {
        return app.tables().sql("""
                        select (select sum(seen + 1) from concert) + (select sum(seen + 1) from schedule)
                             + (select sum(seen + 1) from seat) + (select sum(seen + 1) from payment_order)
                             + coalesce((select sum(seen + 1) from wallet), 0)
                             + (select sum(last + 1) from (select max(seen) as last from seat_hold group by stream) s)""").query(Long.class).single();
    }

    private static long behind(Running app) throws Exception {
        long behind = 0;
        for (var group : app.operations("/actuator/projections").json()) {
            behind += group.get("behind").isNull() ? 1 : group.get("behind").asLong();
        }
        return behind;
    }

    /** The rows as they are, into tables with the same indexes, which are made at the end here, too. */
    private static Duration copied(Running app, Path folder) throws SQLException, IOException {
        try (var connection = app.bean(DataSource.class).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create schema copied");
            var indexes = new ArrayList<String>();
            for (var table : TABLES) {
                copyOut(connection, table, folder);
                statement.execute("create table copied." + table + " (like " + table + " including all)");
                try (var found = statement.executeQuery("""
                        select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
                        where i.indrelid = 'copied.%s'::regclass and not i.indisprimary and not i.indisunique""".formatted(table))) {
                    while (found.next()) {
                        indexes.add(found.getString(1));
                        indexes.add(found.getString(2));
                    }
                }
            }
            for (int i = 0; i < indexes.size(); i += 2) {
                statement.execute("drop index " + indexes.get(i));
            }
            long begun = System.nanoTime();
            for (var table : TABLES) {
                try (var rows = Files.newInputStream(folder.resolve(table))) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy copied." + table + " from stdin", rows, 1 << 20);
                }
            }
            for (int i = 1; i < indexes.size(); i += 2) {
                statement.execute(indexes.get(i));
            }
            return since(begun);
        }
    }

    private static void copyOut(Connection connection, String table, Path folder) throws SQLException, IOException {
        try (var file = Files.newOutputStream(folder.resolve(table))) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", file);
        }
    }

    /** Writes visits to the box office, two seats each: bought and paid, given back, lapsed, or kept longer. */
    private static int write(Log log, int begin, int atLeast) {
        int written = 0;
        for (int first = begin; written < atLeast; first += AT_ONCE) {
            var steps = new ArrayList<List<List<Object>>>();
            var opened = new ArrayList<>();
            for (int visit = first; visit < first + AT_ONCE; visit++) {
                if (visit % VISITS_AN_EVENING == 0) {
                    var sale = evening(visit);
                    opened.add(sale.announced("Concert " + visit, "Artist " + visit));
                    opened.add(sale.opened(section("A", ROWS, SEATS_IN_A_ROW)));
                }
                steps.add(steps(visit));
            }
            written += append(log, opened);
            for (int step = 0; step < 4; step++) {
                var events = new ArrayList<>();
                for (var visit : steps) {
                    if (step < visit.size()) {
                        events.addAll(visit.get(step));
                    }
                }
                written += append(log, events);
            }
        }
        return written;
    }

    private static int append(Log log, List<Object> events) {
        log.append(events);
        return events.size();
    }

    private static Sale evening(int visit) {
        return Sale.of("replayed-" + visit / VISITS_AN_EVENING);
    }

    private static List<List<Object>> steps(int visit) {
        var sale = evening(visit);
        int pair = visit % VISITS_AN_EVENING;
        var row = pair / (SEATS_IN_A_ROW / 2) + 1;
        var number = pair % (SEATS_IN_A_ROW / 2) * 2 + 1;
        var seats = new String[] {"A-" + row + "-" + number, "A-" + row + "-" + (number + 1)};
        var mark = "v" + visit;
        var buyer = new BuyerId("usr-" + visit % 100_000);
        var steps = new ArrayList<List<Object>>();
        steps.add(sale.held(buyer, mark, FAR_OFF, seats));
        switch (visit % 10) {
            case 0, 1, 2, 3, 4 -> {
                var paid = sale.paid(buyer, mark, seats);
                steps.add(List.of(paid.get(0)));
                steps.add(List.of(paid.get(1)));
                var sold = new ArrayList<>(sale.sold(buyer, mark, seats));
                sold.add(paid.get(2));
                steps.add(sold);
            }
            case 5, 6 -> steps.add(sale.released(buyer, mark, seats));
            case 7, 8 -> steps.add(sale.lapsed(buyer, mark, seats));
            default -> {
                steps.add(sale.extended(buyer, mark, FAR_OFF, seats));
                if (visit % 100_000 < 1_000) {
                    steps.add(sale.wallet(buyer));
                }
            }
        }
        return steps;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private static long perSecond(int events, Duration duration) {
        return events * 1_000L / duration.toMillis();
    }
}
