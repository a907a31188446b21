package io.rowlock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.local.AppProcess;
import io.rowlock.testing.Corner;
import io.rowlock.testing.Database;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What is shown and does not follow from the log is found, and nothing else is. */
@OnRealServers
class VerifierTest {
    private static final Logger LOG = LoggerFactory.getLogger(VerifierTest.class);

    /** Many more for a run that takes its time: {@code -Drowlock.events=100000}. */
    private static final int EVENTS = Integer.getInteger("rowlock.events", 10_000);

    private static final int EVENTS_OF_FOUR_VISITS = 28;
    private static final int KILLS = 1 + EVENTS / 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60L + EVENTS / 200);
    private static final Duration STANDS_STILL_AFTER = Duration.ofSeconds(2);
    private static final Person OLIVIA = Person.operator("olivia");

    /** Whoever rebuilds holds it. */
    private static final long REBUILD_LOCK = 7_316_021_955L;

    /** In a hurry, as no verifier of a real system should be. */
    private static final String[] SETTINGS = {
        Operator.IS_LET_IN,
        "--rowlock.feed.claim-timeout=2s",
        "--rowlock.feed.ready-within=3s",
        "--rowlock.verifier.grace=5s",
        "--rowlock.verifier.second-look=500ms",
        "--rowlock.verifier.look-every=200ms",
        "--rowlock.verifier.tail-per-second=20000",
        "--rowlock.verifier.round-per-second=20000",
        "--rowlock.verifier.stands-still-after=" + STANDS_STILL_AFTER.toSeconds() + "s"
    };

    @Test
    void what_differs_is_found_and_named_and_nothing_is_found_though_the_reader_is_killed(Corner corner)
            throws Exception {
        try (var apps = new RealApps(VerifierTest.class, corner)) {
            var commandSide = apps.readyCommandSide();
            var log = new WrittenLog(apps.log());
            var querySide =
                    apps.readyQuerySide(Stream.concat(Stream.of("--rowlock.verifier.repair=true"), Stream.of(SETTINGS))
                            .toArray(String[]::new));

            int written = log.write(4);
            repairItselfOnceTheRebuildIsOver(apps, corner.database("query"), querySide);
            for (int wave = 0; wave <= KILLS; wave++) {
                written += log.write(4 * EVENTS / EVENTS_OF_FOUR_VISITS / (KILLS + 1) / 4 * 4);
                if (wave < KILLS) {
                    awaitSomeOf(apps, written);
                    querySide.kill();
                    querySide = apps.readyQuerySide(SETTINGS);
                }
            }
            var began = Instant.now();
            awaitVerified(querySide, log);
            assertThat(log.events())
                    .as("what policies make of what was written")
                    .isEqualTo(written);
            assertThat(feed(querySide).at("/verifier/findings").size())
                    .as("of %d untouched events, also of what has settled", written)
                    .isZero();
            LOG.info(
                    "{} events, the reader killed {} times: nothing found, {} ms after the last was written",
                    written,
                    KILLS,
                    Duration.between(began, Instant.now()).toMillis());

            var expected = new TreeSet<String>();
            change(apps, expected);
            takeAway(apps, expected);
            addOne(apps, expected);
            applyTwice(apps, expected);
            withhold(log, expected);
            changeTheList(apps, expected);
            leaveSeatsWithoutTheirHold(apps, expected);
            findAll(querySide, expected);

            standStill(apps, corner.database("query"), log, querySide, expected);
            mend(apps, querySide, expected);
            rebuildWhatTheTopicLacks(apps, querySide);
            acceptThatNobodyPublishes(commandSide, log, querySide);
        }
    }

    /** A rebuild is under way, as far as anybody can tell from the database. */
    private static void repairItselfOnceTheRebuildIsOver(RealApps apps, Database readModel, AppProcess querySide)
            throws Exception {
        var tables = apps.readModel();
        var seat = WrittenLog.seatGivenBack(1);
        var isShown = "SELECT count(*) FROM seat WHERE seat_id = '" + seat + "' AND seen = 1 AND state = ";
        awaitOne(tables, isShown + "'RELEASED'");
        try (var connection = DriverManager.getConnection(readModel.url(), readModel.user(), readModel.password());
                var rebuilding = connection.createStatement()) {
            rebuilding.execute("SELECT pg_advisory_lock(" + REBUILD_LOCK + ")");
            rebuilding.execute("""
                    INSERT INTO rebuild (projection, instance, phase, started_at, told_at, records_done, records_in_all,
                                         differences)
                    VALUES ('seatmap', 'nobody', 'FOLDING', now(), now(), 0, 0, 0)""");
            tables.sql("UPDATE seat SET state = 'SOLD' WHERE seat_id = ?")
                    .param(seat)
                    .update();
            findAll(querySide, Set.of("row-differs seatmap " + seat));
            // Longer than it takes to come back to what was put off.
            awaitOne(
                    tables,
                    "SELECT count(*) FROM verifier_finding WHERE repaired_at IS NULL"
                            + " AND last_seen_at > first_seen_at + interval '1 second'");
            awaitOne(tables, "SELECT count(*) FROM verifier_doubt WHERE stream = '" + seat + "'");
            awaitOne(tables, isShown + "'SOLD'");
            rebuilding.execute("DELETE FROM rebuild");
        }
        awaitOne(tables, isShown + "'RELEASED'");
        findAll(querySide, Set.of());
        awaitOne(
                tables,
                "SELECT count(*) FROM feed_action WHERE what = 'STREAM_REPAIRED' AND done_by = 'verifier' AND stream = '"
                        + seat + "'");
        awaitOne(tables, "SELECT 1 - count(*) FROM verifier_doubt");
        // What is found from here on is another matter.
        tables.sql("DELETE FROM verifier_finding").update();
    }

    private static void awaitOne(JdbcClient tables, String counted) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(tables.sql(counted).query(Long.class).single())
                                .as(counted)
                                .isEqualTo(1));
    }

    /** Of a seat that was repaired the topic lacks an event, and of the concerts nothing. */
    private static void rebuildWhatTheTopicLacks(RealApps apps, AppProcess querySide) throws Exception {
        var before = Rows.in(apps.readModel(), List.of("seat", "concert_listed", "schedule"));
        Operator.rebuildsEverything(querySide);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(apps.readModel()
                                .sql("SELECT coalesce(outcome, '') FROM rebuild WHERE projection = 'seatmap'")
                                .query(String.class)
                                .single())
                        .startsWith("The new tables are live"));
        assertThat(Rows.in(apps.readModel(), List.of("seat", "concert_listed", "schedule"))
                        .differencesFrom(before))
                .isEmpty();
    }

    private static void change(RealApps apps, Set<String> expected) {
        var seat = WrittenLog.seatGivenBack(7);
        assertThat(apps.readModel()
                        .sql("UPDATE seat SET state = 'SOLD' WHERE seat_id = ?")
                        .param(seat)
                        .update())
                .isEqualTo(1);
        expected.add("row-differs seatmap " + seat);
    }

    private static void takeAway(RealApps apps, Set<String> expected) {
        var seat = WrittenLog.seatGivenBack(21);
        assertThat(apps.readModel()
                        .sql("DELETE FROM seat WHERE seat_id = ?")
                        .param(seat)
                        .update())
                .isEqualTo(1);
        expected.add("row-missing seatmap " + seat);
    }

    private static void addOne(RealApps apps, Set<String> expected) {
        apps.readModel()
                .sql("INSERT INTO wallet (wallet_id, buyer_id, balance, currency, seen)"
                        + " VALUES ('wallet/usr-nobody', 'usr-nobody', 1, 'KRW', 0)")
                .update();
        expected.add("row-too-many wallet wallet/usr-nobody");
    }

    /** Its timeline says twice that it was approved. */
    private static void applyTwice(RealApps apps, Set<String> expected) {
        var order = WrittenLog.orderPaid(40);
        apps.readModel()
                .sql("UPDATE payment_step SET position = 3 WHERE order_id = ? AND position = 2")
                .param(order)
                .update();
        apps.readModel()
                .sql("INSERT INTO payment_step (order_id, position, what, status, happened_at, reason)"
                        + " SELECT order_id, 2, what, status, happened_at, reason FROM payment_step"
                        + " WHERE order_id = ? AND position = 1")
                .param(order)
                .update();
        expected.add("applied-twice payments " + order);
    }

    private static void withhold(WrittenLog log, Set<String> expected) {
        var seat = WrittenLog.seatGivenBack(33);
        log.slipIn(seat, 2, "Seat", "seat.SeatEvent$SeatBlocked", """
                {"seatId": "%s", "organiser": "usr-opera"}""".formatted(seat));
        expected.add("event-not-on-topic seatmap " + seat);
    }

    /** Whoever follows the payments cannot say how far they have come. */
    private static void standStill(
            RealApps apps, Database readModel, WrittenLog log, AppProcess querySide, Set<String> expected)
            throws Exception {
        try (var connection = DriverManager.getConnection(readModel.url(), readModel.user(), readModel.password());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT * FROM token_entry WHERE processor_name = 'payments' FOR UPDATE");
            var order = WrittenLog.orderPaid(60);
            log.append(order, 3, "PaymentOrder", "payment.PaymentEvent$StrayPaymentReceived", """
                    {"orderId": "%s", "transactionId": "txn-stray",
                     "captured": {"amount": 1, "currency": "KRW"}, "reason": "ALREADY_PAID"}""".formatted(order));
            var all = new TreeSet<>(expected);
            all.add("stands-still payments payments");
            findAll(querySide, all);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(readiness(querySide)).isEqualTo(503));
            var lag = feed(querySide).at("/projections/payments/lag");
            assertThat(lag.at("/events").asLong()).isPositive();
            assertThat(Duration.parse(lag.at("/time").asString())).isPositive();
            connection.rollback();
        }
        findAll(querySide, expected);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(readiness(querySide)).isEqualTo(200));
        assertThat(apps.readModel()
                        .sql("SELECT count(*) FROM verifier_finding WHERE kind = 'stands-still' AND settled_at IS NULL")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static void mend(RealApps apps, AppProcess querySide, Set<String> expected) {
        for (var finding : feed(querySide).at("/verifier/findings").values()) {
            if (finding.at("/settledAt").isNull()) {
                var repaired = OLIVIA.post(
                        querySide.address(),
                        "/api/feed/findings/" + finding.at("/findingId").asLong() + "/repair",
                        "");
                assertThat(repaired.status()).as(repaired.body()).isEqualTo(200);
            }
        }
        findAll(querySide, Set.of());
        assertThat(apps.readModel()
                        .sql("SELECT stream FROM feed_action WHERE what = 'STREAM_REPAIRED' AND done_by = 'usr-olivia'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .map(it -> it.substring(it.lastIndexOf(' ') + 1))
                        .toList());
    }

    private static void changeTheList(RealApps apps, Set<String> expected) {
        assertThat(apps.readModel()
                        .sql("UPDATE concert_listed SET title = 'Aida' WHERE concert_id = 'con-written1'")
                        .update())
                .isEqualTo(1);
        expected.add("row-differs catalogue con-written1");
        assertThat(apps.readModel()
                        .sql("DELETE FROM concert_listed WHERE concert_id = 'con-written2'")
                        .update())
                .isEqualTo(1);
        expected.add("row-missing catalogue con-written2");
    }

    private static void leaveSeatsWithoutTheirHold(RealApps apps, Set<String> expected) {
        apps.readModel()
                .sql("INSERT INTO seat_hold_seat (hold_id, position, seat, amount, currency)"
                        + " VALUES ('nobody', 0, 'A-1-1', 1, 'KRW')")
                .update();
        expected.add("row-too-many reservations nobody");
    }

    /** What is in the log and waits for its publisher is late; nobody has withheld it. */
    private static void acceptThatNobodyPublishes(
            RealApps.CommandSide commandSide, WrittenLog log, AppProcess querySide) {
        commandSide.process().kill();
        var order = WrittenLog.orderPaid(80);
        log.append(order, 3, "PaymentOrder", "payment.PaymentEvent$StrayPaymentReceived", """
                {"orderId": "%s", "transactionId": "txn-late",
                 "captured": {"amount": 1, "currency": "KRW"}, "reason": "ALREADY_PAID"}""".formatted(order));
        awaitVerified(querySide, log);
        awaitVerified(querySide, log);
        assertThat(findings(querySide)).isEmpty();
    }

    private static void awaitSomeOf(RealApps apps, int written) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(apps.readModel()
                                .sql("SELECT coalesce(sum(seen + 1), 0) FROM seat")
                                .query(Integer.class)
                                .single())
                        .isGreaterThan(written / 6));
    }

    /** The tail has gone by everything, and a round that began afterwards has come to its end. */
    private static void awaitVerified(AppProcess querySide, WrittenLog log) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                feed(querySide).at("/verifier/tail/index").asLong())
                        .isEqualTo(log.lastIndex()));
        var ended = feed(querySide).at("/verifier/round/ended").asLong();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                feed(querySide).at("/verifier/round/ended").asLong())
                        .isGreaterThan(ended + 1));
    }

    private static void findAll(AppProcess querySide, Set<String> expected) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> assertThat(new TreeSet<>(findings(querySide))).isEqualTo(expected));
    }

    private static List<String> findings(AppProcess querySide) {
        var open = new ArrayList<String>();
        for (var finding : feed(querySide).at("/verifier/findings").values()) {
            if (finding.at("/settledAt").isNull()) {
                open.add(String.join(
                        " ",
                        finding.at("/kind").asString(),
                        finding.at("/projection").asString(),
                        finding.at("/stream").asString()));
            }
        }
        return open;
    }

    private static JsonNode feed(AppProcess querySide) {
        var answer = OLIVIA.get(querySide.address(), "/api/feed");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static int readiness(AppProcess querySide) {
        return OLIVIA.get(querySide.address(), "/actuator/health/readiness").status();
    }
}
