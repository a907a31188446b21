package io.rowlock.query;

import static io.rowlock.query.Sale.ANNA;
import static io.rowlock.query.Sale.BEN;
import static io.rowlock.query.Sale.FAR_OFF;
import static io.rowlock.query.Sale.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Operators have projections built anew beside the live ones, by either of two instances that share the tables. */
@OnRealServers
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class RebuildTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<String> PROJECTIONS =
            List.of("catalogue", "seatmap", "reservations", "payments", "wallet");
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

    private static final Person OLIVIA = Person.operator("olivia");

    private Log log;
    private Running one;
    private Running other;

    @BeforeAll
    void two_instances_and_a_sale(Corner corner) throws Exception {
        log = Log.in(corner, 4);
        one = Running.in(corner, inAHurry("one"));
        other = Running.in(corner, inAHurry("other"));
        var sale = Sale.of("rebuild");
        var events = new ArrayList<>();
        events.add(sale.announced("Tosca", "Giacomo"));
        events.add(sale.opened(section("A", 20, 20)));
        for (int row = 1; row <= 20; row++) {
            for (int number = 1; number <= 20; number++) {
                var seat = "A-" + row + "-" + number;
                var mark = row + "-" + number;
                var buyer = number % 2 == 0 ? ANNA : BEN;
                events.addAll(sale.held(buyer, mark, FAR_OFF, seat));
                if (number % 5 == 0) {
                    events.addAll(sale.extended(buyer, mark, FAR_OFF.plusSeconds(60), seat));
                }
                if (number == 20) {
                    events.addAll(sale.lapsed(buyer, mark, seat));
                    events.addAll(sale.blocked(seat));
                } else if (number % 3 == 0) {
                    events.addAll(sale.released(buyer, mark, seat));
                } else if (number % 3 == 1) {
                    events.addAll(sale.sold(buyer, mark, seat));
                    events.addAll(sale.paid(buyer, mark, seat));
                }
            }
        }
        for (var seat : List.of("A-1-1", "A-2-1", "A-3-1")) {
            events.addAll(sale.cancelledByBuyer(BEN, seat.substring(2), seat));
        }
        events.addAll(sale.wallet(ANNA));
        events.addAll(sale.unblocked("A-1-20"));
        events.add(sale.cancelled());
        log.append(events);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(one.count("payment_order where status = 'CONFIRMED'")).isEqualTo(137);
            assertThat(one.count("payment_order where status = 'REFUNDED'")).isEqualTo(3);
            assertThat(one.count("reservation where status = 'CANCELLED'")).isEqualTo(3);
            assertThat(one.count("wallet_transaction")).isEqualTo(3);
            assertThat(one.count("seat where seen = 1")).isEqualTo(237);
            assertThat(one.count("seat where seen = 2")).isEqualTo(43);
            assertThat(one.count("seat where state = 'BLOCKED'")).isEqualTo(19);
            assertThat(one.count("seat where seen = 4")).isEqualTo(1);
            assertThat(one.count("reservation")).isEqualTo(140);
            assertThat(one.count("schedule where cancelled")).isEqualTo(1);
        });
    }

    /** How far parts have come is written down four times in the claim's time; nobody here wants to wait for it long. */
    private static String[] inAHurry(String instance) {
        return new String[] {
            "--rowlock.feed.instance=" + instance,
            "--rowlock.feed.progress-every=100ms",
            "--rowlock.feed.head-every=200ms",
            "--rowlock.feed.claim-timeout=4s",
            "--rowlock.feed.dead-letters.retry-every=500ms",
            "--rowlock.feed.dead-letters.pause=500ms"
        };
    }

    @AfterAll
    void close() {
        other.close();
        one.close();
        log.close();
    }

    @Test
    @Order(1)
    void after_a_rebuild_every_row_and_every_index_is_as_it_was(CapturedOutput told) throws Exception {
        var rows = rows();
        var indexes = indexes();
        assertThat(one.rebuild("all").status()).isEqualTo(202);
        assertThat(allEnded())
                .allSatisfy(report -> assertThat(report.get("phase").asString()).isEqualTo("DONE"));
        assertThat(rows()).isEqualTo(rows);
        assertThat(indexes()).isEqualTo(indexes);
        assertThat(leftBehind()).isEmpty();
        assertThat(report("seatmap").get("differences").asLong()).isZero();

        assertThat(told)
                .containsPattern("Rebuilding \\[.*]: [1-9][0-9]* of [1-9][0-9]* records, [0-9]+ a second")
                .containsPattern("Rebuilding \\[.*]: The new tables are live after");

        // What comes afterwards goes into the new tables, whoever follows.
        var sale = Sale.of("afterwards");
        log.append(sale.held(ANNA, "late", FAR_OFF, "A-1-1"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(one.count("seat where schedule_id = 'sch-afterwards'"))
                        .isEqualTo(1));
        assertThat(one.count("dead_letter_entry")).isZero();
    }

    @Test
    @Order(2)
    void a_rebuild_mends_what_is_wrong_and_says_how_much_it_was() throws Exception {
        settled("seatmap");
        var rows = rows();
        one.tables()
                .sql("update seat set state = 'SOLD' where seat_id = 'sch-rebuild/A-2-3'")
                .update();
        one.tables().sql("delete from seat where seat_id = 'sch-rebuild/A-4-3'").update();
        one.tables()
                .sql("update seat_plan_section set amount = 1 where schedule_id = 'sch-rebuild'")
                .update();

        assertThat(other.rebuild("seatmap").status()).isEqualTo(202);
        var report = ended("seatmap");
        assertThat(report.get("phase").asString()).isEqualTo("DONE");
        // What is only ever added is one row too many and one too few when it was changed.
        assertThat(report.get("differences").asLong()).isEqualTo(4);
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    @Order(3)
    void whoever_reads_during_a_rebuild_sees_what_is_live_and_nothing_older() throws Exception {
        var evenings = IntStream.range(0, 3).mapToObj(i -> Sale.of("busy-" + i)).toList();
        evenings.forEach(sale -> log.append(sale.opened(section("A", 1, 1))));
        var bustle = new Bustle(log);
        var over = new AtomicBoolean();
        var reads = new ArrayList<AtomicInteger>();
        var readers = List.of(bustle.new Reader(one), bustle.new Reader(other));
        var turns = new Semaphore(0);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            // One seat an evening, so that the version alone says how it must look: held, free, held, free.
            var writing = people.submit(() -> {
                for (int round = 0; !over.get(); round++) {
                    // No faster than is read: most of what is read should be news.
                    turns.tryAcquire(readers.size(), 100, TimeUnit.MILLISECONDS);
                    bustle.goesOn();
                    for (var sale : evenings) {
                        log.append(
                                round % 2 == 0
                                        ? sale.held(ANNA, "busy-" + round, FAR_OFF, "A-1-1")
                                        : sale.released(ANNA, "busy-" + (round - 1), "A-1-1"));
                    }
                }
                return true;
            });
            var reading = new ArrayList<Future<Boolean>>();
            for (var reader : readers) {
                var instance = reader.instance();
                var read = new AtomicInteger();
                var counted = new AtomicInteger();
                reads.addAll(List.of(read, counted));
                reading.add(people.submit(() -> {
                    var versions = new HashMap<Sale, Long>();
                    while (!over.get()) {
                        reader.reads();
                        for (var sale : evenings) {
                            looksAtTheMap(instance, sale, versions);
                        }
                        read.incrementAndGet();
                        turns.release();
                    }
                    return reader.hasSeenAllOfItMove()
                            && versions.values().stream().allMatch(last -> last > 1);
                }));
                // Boards know seats from the feed; this looks at the tables themselves, on a connection that it keeps.
                reading.add(people.submit(() -> {
                    var lasts = new HashMap<String, Long>();
                    try (var connection = instance.bean(DataSource.class).getConnection()) {
                        var queries = new HashMap<String, PreparedStatement>();
                        for (var question : List.of(
                                "select coalesce(sum(seen + 1), 0) from seat where schedule_id like 'sch-busy-%'",
                                "select count(*) from seat_hold where hold_id like '%busy-%'",
                                "select coalesce(sum(seen + 1), 0) from schedule where schedule_id like 'sch-busy-%'")) {
                            queries.put(question, connection.prepareStatement(question));
                        }
                        while (!over.get()) {
                            for (var query : queries.entrySet()) {
                                try (var rows = query.getValue().executeQuery()) {
                                    rows.next();
                                    long last = lasts.getOrDefault(query.getKey(), 0L);
                                    assertThat(rows.getLong(1))
                                            .as(query.getKey())
                                            .isGreaterThanOrEqualTo(last);
                                    lasts.put(query.getKey(), rows.getLong(1));
                                }
                            }
                            counted.incrementAndGet();
                        }
                    }
                    return lasts.values().stream().allMatch(last -> last > 1);
                }));
            }
            var reports = new ArrayList<JsonNode>();
            try {
                for (int times = 0; times < 2; times++) {
                    goOn(reads, reading);
                    assertThat(one.rebuild("all").status()).isEqualTo(202);
                    reports.addAll(allEnded());
                }
                goOn(reads, reading);
            } finally {
                over.set(true);
            }
            writing.get();
            assertSoftly(all -> reading.forEach(
                    future -> all.assertThat(future).succeedsWithin(PATIENCE).isEqualTo(true)));
            assertThat(reports).allSatisfy(report -> {
                assertThat(report.get("phase").asString()).isEqualTo("DONE");
                assertThat(report.get("differences").asLong()).isZero();
            });
        }
        settled(PROJECTIONS.toArray(String[]::new));
        for (var reader : readers) {
            reader.readsAllThereIs();
        }
        for (var sale : evenings) {
            var expected = log.everything().marks().stream()
                    .filter(mark -> mark.stream().equals(sale.seat("A-1-1").toString()))
                    .findFirst()
                    .orElseThrow()
                    .sequence();
            assertThat(one.count("seat where seat_id = '%s' and seen = %d".formatted(sale.seat("A-1-1"), expected)))
                    .isEqualTo(1);
        }
        assertThat(one.count("dead_letter_entry")).isZero();
    }

    /** Each has read everything a few times more, unless somebody has not liked what they read. */
    private static void goOn(List<AtomicInteger> reads, List<Future<Boolean>> reading) {
        var before = reads.stream().map(AtomicInteger::get).toList();
        await().atMost(PATIENCE)
                .until(() -> IntStream.range(0, reads.size())
                        .allMatch(i -> reading.get(i).isDone() || reads.get(i).get() > before.get(i) + 3));
    }

    private static void looksAtTheMap(Running instance, Sale sale, Map<Sale, Long> versions) throws Exception {
        var map = instance.get("/api/schedules/" + sale.schedule() + "/seats");
        long last = versions.getOrDefault(sale, 0L);
        if (map.status() == 404 && last == 0) {
            return;
        }
        assertThat(map.status()).isEqualTo(200);
        long version = map.json().at("/version").asLong();
        assertThat(version).isGreaterThanOrEqualTo(last);
        assertThat(map.json().at("/sections/0/states").asString())
                .as("version " + version)
                .isEqualTo(version % 2 == 1 ? "H" : "A");
        versions.put(sale, version);
    }

    @Test
    @Order(4)
    void a_rebuild_that_loses_its_connections_changes_nothing(Corner corner) throws Exception {
        settled("payments");
        var database = corner.database("query");
        var rows = rows();
        for (var when : List.of("FOLDING", "SWITCHING")) {
            try (var barrier = DriverManager.getConnection(database.url(), database.user(), database.password());
                    var inTheWay = barrier.createStatement()) {
                barrier.setAutoCommit(false);
                if (when.equals("SWITCHING")) {
                    // Somebody who reads for long: the switch gives way to them, again and again.
                    inTheWay.execute("select count(*) from payment_order");
                }
                assertThat(one.rebuild("payments").status()).isEqualTo(202);
                if (when.equals("FOLDING")) {
                    inTheWay.execute("select * from rebuild where projection = 'payments' for update");
                }
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(report("payments").get("phase").asString())
                                        .isEqualTo(when));
                assertThat(other.rebuild("seatmap").status())
                        .as("one at a time, whoever is asked")
                        .isEqualTo(409);
                assertThat(one.tables().sql("""
                                select count(pg_terminate_backend(pid)) from pg_locks
                                where locktype = 'advisory' and pid <> pg_backend_pid()""").query(Long.class).single()).isPositive();
                barrier.rollback();
            }
            assertThat(ended("payments").get("phase").asString()).isEqualTo("FAILED");
            assertThat(rows()).isEqualTo(rows);
        }
        assertThat(one.rebuild("payments").status()).as("again").isEqualTo(202);
        assertThat(ended("payments").get("phase").asString()).isEqualTo("DONE");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    @Order(5)
    void rows_that_would_go_back_are_named_and_refuse_the_switch() throws Exception {
        settled("wallet");
        one.tables().sql("update wallet set seen = seen + 1").update();
        var rows = rows();
        assertThat(one.rebuild("wallet").status()).isEqualTo(202);
        var report = ended("wallet");
        assertThat(report.get("phase").asString()).isEqualTo("REFUSED");
        assertThat(report.get("outcome").asString()).contains("usr-anna");
        assertThat(rows()).isEqualTo(rows);
        one.tables().sql("update wallet set seen = seen - 1").update();
    }

    @Test
    @Order(6)
    void a_stream_that_cannot_be_read_stands_still_in_the_new_tables_too() throws Exception {
        log.appendNoise("sch-rebuild/A-1-1");
        var letters = "dead_letter_entry where processing_group = 'seatmap' and payload_type like '%UnreadableRecord'";
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(one.count(letters)).isEqualTo(1));
        settled("seatmap");
        var rows = rows();
        assertThat(one.rebuild("seatmap").status()).isEqualTo(202);
        var report = ended("seatmap");
        assertThat(report.get("phase").asString()).isEqualTo("DONE");
        assertThat(report.get("outcome").asString()).contains("1 streams cannot be folded, first [sch-rebuild/A-1-1]");
        assertThat(rows()).isEqualTo(rows);
        assertThat(one.count(letters)).isEqualTo(1);
    }

    @Test
    @Order(7)
    void what_operators_do_without_a_rebuild_does_without() throws Exception {
        var sale = Sale.of("without");
        var held = new SeatHeld(sale.seat("A-1-1"), sale.hold("one"), ANNA, Sale.PRICE, FAR_OFF);
        log.append(held);
        log.appendGarbled(held, "{");
        log.append(sale.sold(ANNA, "one", "A-1-1").get(1));
        discard("sch-without/A-1-1");
        discard("sch-rebuild/A-1-1");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(one.count("seat where seat_id = 'sch-without/A-1-1' and seen = 2"))
                        .isEqualTo(1));
        log.append(sale.cancelledByBuyer(ANNA, "one", "A-1-1").get(3));
        settled("seatmap");
        var rows = rows();
        assertThat(one.rebuild("seatmap").status()).isEqualTo(202);
        var report = ended("seatmap");
        assertThat(report.get("phase").asString()).as(report.toString()).isEqualTo("DONE");
        assertThat(report.get("outcome").asString()).contains("0 streams cannot be folded");
        assertThat(report.get("differences").asLong()).isZero();
        assertThat(rows()).isEqualTo(rows);
    }

    /** Now and then it is being tried just then. */
    private void discard(String stream) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var letter = one.tables()
                    .sql("select dead_letter_id from dead_letter_entry where processing_group = 'seatmap'"
                            + " and sequence_identifier = ? order by sequence_index limit 1")
                    .param(stream)
                    .query(String.class)
                    .single();
            assertThat(OLIVIA.post(
                                    URI.create(one.address()),
                                    "/api/feed/seatmap/dead-letters/" + letter + "/discard",
                                    "{\"reason\": \"never mind\"}")
                            .status())
                    .isEqualTo(200);
        });
    }

    @Test
    @Order(8)
    void nobody_mends_by_hand_what_is_being_rebuilt(Corner corner) throws Exception {
        log.appendNoise("sch-rebuild/A-2-1");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(one.count("dead_letter_entry where processing_group = 'seatmap'"))
                        .isEqualTo(1));
        var letter = one.tables()
                .sql("select dead_letter_id from dead_letter_entry where processing_group = 'seatmap'")
                .query(String.class)
                .single();
        var database = corner.database("query");
        try (var barrier = DriverManager.getConnection(database.url(), database.user(), database.password());
                var inTheWay = barrier.createStatement()) {
            barrier.setAutoCommit(false);
            inTheWay.execute("select count(*) from seat");
            assertThat(one.rebuild("seatmap").status()).isEqualTo(202);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(report("seatmap").get("phase").asString())
                                    .isEqualTo("SWITCHING"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(OLIVIA.post(
                                            URI.create(other.address()),
                                            "/api/feed/seatmap/dead-letters/" + letter + "/discard",
                                            "{\"reason\": \"never mind\"}")
                                    .problem())
                            .isEqualTo("projection-being-rebuilt"));
            barrier.rollback();
        }
        assertThat(ended("seatmap").get("phase").asString()).isEqualTo("DONE");
        discard("sch-rebuild/A-2-1");
    }

    @Test
    @Order(9)
    void an_older_version_does_not_take_away_what_a_newer_one_has_migrated_to() throws Exception {
        one.tables().sql("""
                        insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,
                            installed_by, execution_time, success)
                        values (9999, '9999', 'from the future', 'SQL', 'V9999__from_the_future.sql', 1, 'rowlock', 1, true)""").update();
        assertThat(one.rebuild("wallet").status()).isEqualTo(202);
        var report = ended("wallet");
        assertThat(report.get("phase").asString()).isEqualTo("REFUSED");
        assertThat(report.get("outcome").asString()).contains("another version has migrated");
        one.tables()
                .sql("delete from flyway_schema_history where installed_rank = 9999")
                .update();
    }

    @Test
    @Order(10)
    void a_rebuild_says_how_far_it_has_come() throws Exception {
        var report = report("payments");
        assertThat(report.get("done").asLong()).isPositive();
        assertThat(report.get("perSecond").asLong()).isPositive();
        assertThat(one.operations("/actuator/projections")
                        .json()
                        .at("/payments/progress")
                        .isNull())
                .isTrue();
    }

    @Test
    @Order(11)
    void a_projection_that_is_not_there_cannot_be_rebuilt() throws Exception {
        assertThat(one.rebuild("weather").status()).isEqualTo(404);
    }

    @Test
    @Order(12)
    void nobody_else_may_look_or_rebuild() throws Exception {
        assertThat(one.get("/actuator/projections").status()).isEqualTo(401);
        assertThat(one.getAs(ANNA, "/actuator/projections").status()).isEqualTo(401);
        assertThat(one.get("/actuator/projections", "Authorization", Running.basic("guess what it is"))
                        .status())
                .isEqualTo(401);
    }

    private JsonNode report(String projection) throws Exception {
        return other.operations("/actuator/projections").json().get(projection).get("rebuild");
    }

    /** How its rebuild ended, as the instance says that has not done it. */
    private JsonNode ended(String projection) throws Exception {
        return ended(List.of(projection)).getFirst();
    }

    private List<JsonNode> allEnded() throws Exception {
        return ended(PROJECTIONS);
    }

    private List<JsonNode> ended(List<String> projections) throws Exception {
        var reports = new ArrayList<JsonNode>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            var told = other.operations("/actuator/projections").json();
            reports.clear();
            projections.forEach(it -> reports.add(told.get(it).get("rebuild")));
            assertThat(reports)
                    .allSatisfy(
                            report -> assertThat(report.get("outcome").isNull()).isFalse());
        });
        return reports;
    }

    /** Nothing behind, as far as either knows: who does not follow it itself knows a little later. */
    private void settled(String... projections) {
        for (var instance : List.of(one, other)) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                var told = instance.operations("/actuator/projections").json();
                assertThat(projections).allSatisfy(projection -> {
                    assertThat(told.get(projection).get("rebuilding").asBoolean())
                            .isFalse();
                    assertThat(told.get(projection).get("behind").asLong()).isZero();
                });
            });
        }
    }

    private Set<String> leftBehind() {
        return Set.copyOf(one.tables()
                .sql("select nspname from pg_namespace where nspname in ('beside', 'replaced')")
                .query(String.class)
                .list());
    }

    private Set<String> indexes() {
        return Set.copyOf(one.tables()
                .sql("select indexdef from pg_indexes where schemaname = current_schema()")
                .query(String.class)
                .list());
    }

    private Map<String, Set<String>> rows() {
        var rows = new TreeMap<String, Set<String>>();
        for (var table : TABLES) {
            rows.put(
                    table,
                    new HashSet<>(one.tables()
                            .sql("select row(t.*)::text from " + table + " t")
                            .query(String.class)
                            .list()));
        }
        return rows;
    }
}
