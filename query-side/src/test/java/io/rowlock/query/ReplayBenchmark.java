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
import java.util.Map;
import java.util.TreeMap;
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
            int events = write(log);
            LOG.info("{} events are on the topic", events);
            try (var app = Running.in(corner)) {
                long begun = System.nanoTime();
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(500))
                        .ignoreExceptions()
                        .until(() -> behind(app) == 0);
                var followed = since(begun);
                var rows = checksums(app);

                TABLES.forEach(
                        table -> app.tables().sql("truncate table " + table).update());
                begun = System.nanoTime();
                assertThat(app.rebuild("all").status()).isEqualTo(202);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> !app.operations("/actuator/projections")
                                .json()
                                .at("/seatmap/rebuild/outcome")
                                .isNull());
                var replayed = since(begun);
                LOG.info(
                        "{}",
                        app.operations("/actuator/projections")
                                .json()
                                .at("/seatmap/rebuild")
                                .toString());
                assertThat(checksums(app)).isEqualTo(rows);
                var copied = copied(app, folder);

                LOG.info("{} events", events);
                LOG.info("live followers: {} s, {} events/s", seconds(followed), perSecond(events, followed));
                LOG.info("replay:         {} s, {} events/s", seconds(replayed), perSecond(events, replayed));
                LOG.info(
                        "{} rows by COPY: {} s; the replay takes {} times as long",
                        rows.values().stream().mapToLong(Sum::rows).sum(),
                        seconds(copied),
                        Math.round(10.0 * replayed.toMillis() / copied.toMillis()) / 10.0);
            }
        }
    }

    /** What is in a table, whatever the order. */
    private record Sum(long rows, String checksum) {}

    private static Map<String, Sum> checksums(Running app) {
        var sums = new TreeMap<String, Sum>();
        for (var table : TABLES) {
            sums.put(
                    table,
                    app.tables()
                            .sql("select count(*) as rows, coalesce(sum(hashtext(row(t.*)::text)), 0)::text as checksum"
                                    + " from " + table + " t")
                            .query(Sum.class)
                            .single());
        }
        return sums;
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
    private static int write(Log log) {
        int written = 0;
        for (int first = 0; written < EVENTS; first += AT_ONCE) {
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
