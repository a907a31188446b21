package io.rowlock.query;

import static io.rowlock.query.Sale.ANNA;
import static io.rowlock.query.Sale.BEN;
import static io.rowlock.query.Sale.FAR_OFF;
import static io.rowlock.query.Sale.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

/** Two instances share the tables; operators have a projection built anew by either. */
@OnRealServers
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class RebuildTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<String> TABLES = List.of(
            "concert",
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

    private Log log;
    private Running one;
    private Running other;

    @BeforeAll
    void two_instances_and_a_sale(Corner corner) throws Exception {
        log = Log.in(corner, 4);
        // Small batches, so that a rebuild can be seen halfway.
        one = Running.in(
                corner,
                "--rowlock.feed.instance=one",
                "--rowlock.feed.rebuild-patience=8s",
                "--rowlock.feed.batch-size=20",
                "--rowlock.feed.progress-every=100ms");
        other = Running.in(corner, "--rowlock.feed.instance=other", "--rowlock.feed.batch-size=20");
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

    @AfterAll
    void close() {
        other.close();
        one.close();
        log.close();
    }

    @Test
    @Order(1)
    void after_a_rebuild_every_row_is_as_it_was() throws Exception {
        var before = rows();
        for (var projection : List.of("catalogue", "seatmap", "reservations", "payments", "wallet")) {
            assertThat(one.rebuild(projection).status()).as(projection).isEqualTo(202);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows()).isEqualTo(before));
    }

    @Test
    @Order(2)
    void the_other_instance_may_be_asked_as_well_and_both_follow_again_afterwards() throws Exception {
        var before = rows();
        settled("seatmap");
        assertThat(other.rebuild("seatmap").status()).isEqualTo(202);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(rows()).isEqualTo(before);
            assertThat(one.operations("/actuator/projections")
                            .json()
                            .at("/seatmap/running")
                            .asBoolean())
                    .isTrue();
            assertThat(other.operations("/actuator/projections")
                            .json()
                            .at("/seatmap/running")
                            .asBoolean())
                    .isTrue();
        });
        var sale = Sale.of("afterwards");
        log.append(sale.held(ANNA, "late", FAR_OFF, "A-1-1"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(one.count("seat where schedule_id = 'sch-afterwards'"))
                        .isEqualTo(1));
    }

    @Test
    @Order(3)
    void a_rebuild_clears_the_dead_letters() throws Exception {
        log.appendNoise("sch-rebuild/A-1-1");
        var letters = "dead_letter_entry where processing_group = 'seatmap' and payload_type like '%UnreadableRecord'";
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(one.count(letters)).isEqualTo(1));
        var first = one.tables()
                .sql("select dead_letter_id from dead_letter_entry")
                .query(String.class)
                .single();

        settled("seatmap");
        assertThat(one.rebuild("seatmap").status()).isEqualTo(202);
        // What cannot be read today cannot be read by the rebuild either: it is found again.
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(one.count(letters)).isEqualTo(1);
            assertThat(one.count("dead_letter_entry where dead_letter_id = '" + first + "'"))
                    .isZero();
        });
    }

    @Test
    @Order(4)
    void a_second_rebuild_during_the_first_is_refused() throws Exception {
        settled("payments");
        one.tables().sql("""
                        insert into rebuild_notice (projection, instance, lapses_at)
                        values ('payments', 'a third', now() + interval '5 seconds')""").update();
        var refused = one.rebuild("payments");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/detail").asString()).isEqualTo("It is being rebuilt already");
        // The third never says that it is done; its notice lapses, and everybody goes on.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(one.operations("/actuator/projections")
                                .json()
                                .at("/payments/running")
                                .asBoolean())
                        .isFalse());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(one.operations("/actuator/projections")
                                .json()
                                .at("/payments/running")
                                .asBoolean())
                        .isTrue());
    }

    @Test
    @Order(5)
    void an_instance_that_does_not_let_go_is_named() throws Exception {
        settled("payments");
        // It claims its parts anew all the time, and does not look at notices.
        one.tables().sql("""
                        create function held_by_a_stranger() returns trigger language plpgsql as
                        $$ begin new.owner := 'a stranger'; new.timestamp := '2099-01-01T00:00:00Z'; return new; end $$""").update();
        one.tables().sql("""
                        create trigger stranger before update on token_entry for each row
                        when (old.processor_name = 'payments') execute function held_by_a_stranger()""").update();
        one.tables()
                .sql("update token_entry set segment = segment where processor_name = 'payments'")
                .update();
        var refused = one.rebuild("payments");
        one.tables().sql("drop trigger stranger on token_entry").update();
        one.tables()
                .sql("update token_entry set owner = null where processor_name = 'payments'")
                .update();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/detail").asString()).isEqualTo("Still followed by a stranger");
        settled("payments");
    }

    @Test
    @Order(6)
    void a_rebuild_says_how_far_it_has_come(Corner corner, CapturedOutput told) throws Exception {
        settled("payments");
        one.tables().sql("""
                        create function waits_at_the_barrier() returns trigger language plpgsql as
                        $$ begin perform pg_advisory_xact_lock_shared(1); return new; end $$""").update();
        one.tables().sql("""
                        create trigger barrier before insert on payment_order for each row
                        when (new.order_id like 'ord-20-%') execute function waits_at_the_barrier()""").update();
        var database = corner.database("query");
        try (var barrier = DriverManager.getConnection(database.url(), database.user(), database.password());
                var closing = barrier.createStatement()) {
            closing.execute("select pg_advisory_lock(1)");
            assertThat(one.rebuild("payments").status()).isEqualTo(202);

            await().atMost(PATIENCE).untilAsserted(() -> {
                var report = one.operations("/actuator/projections").json().get("payments");
                assertThat(report.get("rebuilding").asBoolean()).isTrue();
                assertThat(report.get("progress").asInt()).isBetween(1, 99);
                assertThat(told).containsPattern("Rebuilding payments: [1-9][0-9]* of [1-9][0-9]* records, standing");
            });
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told).contains("Rebuilding payments: done after"));
        settled("payments");
        assertThat(one.operations("/actuator/projections")
                        .json()
                        .at("/payments/progress")
                        .isNull())
                .isTrue();
        one.tables().sql("drop trigger barrier on payment_order").update();
    }

    @Test
    @Order(7)
    void a_projection_that_is_not_there_cannot_be_rebuilt() throws Exception {
        assertThat(one.rebuild("weather").status()).isEqualTo(404);
    }

    @Test
    @Order(8)
    void nobody_else_may_look_or_rebuild() throws Exception {
        assertThat(one.get("/actuator/projections").status()).isEqualTo(401);
        assertThat(one.getAs(ANNA, "/actuator/projections").status()).isEqualTo(401);
        assertThat(one.get("/actuator/projections", "Authorization", Running.basic("guess what it is"))
                        .status())
                .isEqualTo(401);
    }

    /** Nothing behind, nothing being rebuilt, as far as either knows: who does not follow it itself knows a little later. */
    private void settled(String projection) {
        for (var instance : List.of(one, other)) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                var report = instance.operations("/actuator/projections").json().get(projection);
                assertThat(report.get("rebuilding").asBoolean()).isFalse();
                assertThat(report.get("behind").asLong()).isZero();
            });
        }
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
