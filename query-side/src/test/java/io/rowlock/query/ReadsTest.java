package io.rowlock.query;

import static io.rowlock.query.Sale.ANNA;
import static io.rowlock.query.Sale.BEN;
import static io.rowlock.query.Sale.FAR_OFF;
import static io.rowlock.query.Sale.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.Section;
import io.rowlock.api.feed.Position;
import io.rowlock.api.feed.Position.StreamMark;
import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentEvent.PaymentDropped;
import io.rowlock.api.payment.PaymentEvent.PaymentRefunded;
import io.rowlock.api.payment.PaymentEvent.PaymentSubmitted;
import io.rowlock.api.payment.PaymentEvent.RefundDue;
import io.rowlock.api.payment.PaymentEvent.StrayPaymentReceived;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.api.payment.StrayReason;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

/** What callers are told, over HTTP. */
@OnRealServers
@TestInstance(Lifecycle.PER_CLASS)
class ReadsTest {
    private static final Instant LONG_AGO = Instant.parse("2025-06-01T20:00:00Z");
    private static final Instant BEFORE_IT = FAR_OFF.minus(Duration.ofDays(1));
    private static final String AT_LEAST = Position.AT_LEAST_HEADER;

    private Log log;
    private Running app;

    @BeforeAll
    void start(Corner corner) throws Exception {
        log = Log.in(corner, 4);
        // So that it depends on what a map shows alone whether its tag changes meanwhile.
        app = Running.in(corner, "--rowlock.feed.at-least.patience=5s", "--rowlock.seatmap.changes-kept-for=1h");
    }

    @AfterAll
    void close() {
        app.close();
        log.close();
    }

    @Test
    void a_concert_is_listed_with_its_first_and_last_evening_and_its_lowest_price() throws Exception {
        var first = Sale.of("listed-1");
        var second = Sale.of("listed-2");
        var sameConcert = new Sale(first.concert(), second.schedule());
        log.append(
                first.announced("Norma, 100% live", "Vincenzo_B"),
                first.opened(section("A", 2, 3), new Section("B", "R", 1, 2, new Money(90_000, "KRW"))),
                sameConcert.opened(section("A", 1, 1)));
        var position = log.everything();

        var found = read("/api/concerts?text=100%25%20l", position).get("items");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).toString())
                .contains("\"concertId\":\"con-listed-1\"", "\"title\":\"Norma, 100% live\"")
                .contains("\"fromPrice\":{\"amount\":90000,\"currency\":\"KRW\"}")
                .contains("\"firstAt\":\"2099-06-01T20:00:00Z\"");
        assertThat(read("/api/concerts?text=vincenzo_b", position).at("/total").asLong())
                .isEqualTo(1);
        assertThat(read("/api/concerts?text=vincenzo%25b", position)
                        .at("/total")
                        .asLong())
                .as("a percent sign is no wildcard")
                .isZero();
    }

    @Test
    void concerts_are_found_by_the_dates_of_their_evenings() throws Exception {
        var sale = Sale.of("dated");
        log.append(sale.announced("Dated", "Dora"), sale.opened(section("A", 1, 1)));
        var position = log.everything();

        assertThat(total("/api/concerts?text=Dora&from=2099-06-01T20:00:00Z&to=2099-06-02T00:00:00Z", position))
                .as("from is the first instant that counts")
                .isEqualTo(1);
        assertThat(total("/api/concerts?text=Dora&to=2099-06-01T20:00:00Z", position))
                .as("to is the first instant that does not")
                .isZero();
        assertThat(total("/api/concerts?text=Dora&from=2099-06-01T20:00:01Z", position))
                .isZero();
        assertThat(total("/api/concerts?text=Dora", position)).isEqualTo(1);
    }

    @Test
    void an_evenings_state_follows_the_clock_and_its_free_seats_the_holds() throws Exception {
        var running = Sale.of("state");
        var concert = running.concert();
        var over = new Sale(concert, Sale.of("state-over").schedule());
        var ahead = new Sale(concert, Sale.of("state-ahead").schedule());
        log.append(
                running.announced("States", "Stella"),
                running.opened(section("A", 2, 5)),
                over.opened(LONG_AGO.minusSeconds(60), LONG_AGO, section("A", 1, 1)),
                ahead.opened(BEFORE_IT, BEFORE_IT.plusSeconds(60), section("A", 1, 1)));
        log.append(running.held(ANNA, "st-kept", FAR_OFF, "A-1-1", "A-1-2"));
        log.append(running.held(ANNA, "st-lapsed", LONG_AGO, "A-1-3"));
        log.append(running.held(BEN, "st-bought", FAR_OFF, "A-1-4"));
        log.append(running.held(BEN, "st-given-back", FAR_OFF, "A-1-5"));
        log.append(running.released(BEN, "st-given-back", "A-1-5"));
        log.append(running.sold(BEN, "st-bought", "A-1-4"));
        var position = log.everything();

        var schedules =
                read("/api/concerts/" + concert + "/schedules", position).get("schedules");
        assertThat(schedule(schedules, "sch-state").toString())
                .contains(
                        "\"state\":\"ONGOING\"",
                        "\"seats\":10",
                        "\"available\":7",
                        "\"cancelUntil\":\"2099-05-31T20:00:00Z\"");
        assertThat(schedule(schedules, "sch-state-over").toString()).contains("\"state\":\"ENDED\"");
        assertThat(schedule(schedules, "sch-state-ahead").toString()).contains("\"state\":\"UPCOMING\"");
        assertThat(read("/api/concerts/" + concert, position).at("/schedules")).hasSize(3);
    }

    @Test
    void an_evening_that_does_not_take_place_says_so_before_during_and_after_its_sales() throws Exception {
        var running = Sale.of("off");
        var concert = running.concert();
        var over = new Sale(concert, Sale.of("off-over").schedule());
        var ahead = new Sale(concert, Sale.of("off-ahead").schedule());
        log.append(
                running.announced("Off", "Ophelia"),
                running.opened(section("A", 1, 2)),
                over.opened(LONG_AGO.minusSeconds(60), LONG_AGO, section("A", 1, 1)),
                ahead.opened(BEFORE_IT, BEFORE_IT.plusSeconds(60), section("A", 1, 1)));
        log.append(running.held(ANNA, "off-kept", FAR_OFF, "A-1-1"));
        log.append(running.cancelled(), over.cancelled(), ahead.cancelled());
        var position = log.everything();

        var schedules =
                read("/api/concerts/" + concert + "/schedules", position).get("schedules");
        assertThat(schedules.valueStream().map(it -> it.get("state").asString()))
                .containsExactly("CANCELLED", "CANCELLED", "CANCELLED");
        assertThat(read("/api/schedules/sch-off/seats", position)
                        .at("/sections/0/states")
                        .asString())
                .as("seats keep their states; the evening's says it all")
                .isEqualTo("HA");
    }

    @Test
    void blocked_seats_are_shown_as_blocked_and_are_not_for_sale() throws Exception {
        var sale = Sale.of("blocked");
        log.append(sale.announced("Blocked", "Bella"), sale.opened(section("A", 1, 4)));
        log.append(sale.blocked("A-1-1", "A-1-2", "A-1-3"));
        log.append(sale.unblocked("A-1-2"));
        var position = log.everything();

        assertThat(read("/api/schedules/sch-blocked/seats", position)
                        .at("/sections/0/states")
                        .asString())
                .isEqualTo("BABA");
        var schedules = read("/api/concerts/con-blocked/schedules", position).get("schedules");
        assertThat(schedule(schedules, "sch-blocked").get("available").asLong()).isEqualTo(2);
    }

    @Test
    void an_extended_hold_counts_until_its_new_end() throws Exception {
        var sale = Sale.of("extended");
        log.append(sale.opened(section("A", 1, 2)));
        log.append(sale.held(ANNA, "ex-longer", LONG_AGO, "A-1-1"));
        log.append(sale.held(ANNA, "ex-not", LONG_AGO, "A-1-2"));
        log.append(sale.extended(ANNA, "ex-longer", FAR_OFF, "A-1-1"));
        var position = log.everything();

        assertThat(read("/api/schedules/sch-extended/seats", position)
                        .at("/sections/0/states")
                        .asString())
                .isEqualTo("HA");
        var holds = app.getAs(ANNA, "/api/holds?size=100", AT_LEAST, position.encoded())
                .json()
                .get("items");
        assertThat(state(holds, "sch-extended.ex-longer")).isEqualTo("HELD");
        assertThat(hold(holds, "sch-extended.ex-longer").get("heldUntil").asString())
                .isEqualTo(FAR_OFF.toString());
        assertThat(state(holds, "sch-extended.ex-not")).isEqualTo("LAPSED");
    }

    @Test
    void a_seat_map_shows_every_seat_row_by_row() throws Exception {
        var sale = Sale.of("map");
        log.append(sale.opened(section("A", 2, 3), section("B", 1, 2)));
        log.append(sale.held(ANNA, "mp-kept", FAR_OFF, "A-1-2", "B-1-1"));
        log.append(sale.held(BEN, "mp-lapsed", LONG_AGO, "A-2-1"));
        log.append(sale.held(BEN, "mp-bought", FAR_OFF, "A-2-3"));
        log.append(sale.sold(BEN, "mp-bought", "A-2-3"));
        var position = log.everything();

        var map = read("/api/schedules/sch-map/seats", position);
        assertThat(map.at("/sections/0/states").asString()).isEqualTo("AHA" + "AAS");
        assertThat(map.at("/sections/1/states").asString()).isEqualTo("HA");
        assertThat(map.at("/sections/1/price/amount").asLong()).isEqualTo(150_000);
        assertThat(map.at("/version").asLong()).as("five seat events").isEqualTo(5);
    }

    @Test
    void a_seat_map_that_is_known_already_is_not_sent_again() throws Exception {
        var sale = Sale.of("etag");
        log.append(sale.opened(section("A", 100, 100)));
        var position = log.everything();
        var first = app.get("/api/schedules/sch-etag/seats", AT_LEAST, position.encoded());
        var again = app.get("/api/schedules/sch-etag/seats", "If-None-Match", first.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();

        var held = log.append(sale.held(ANNA, "etag", FAR_OFF, "A-1-1"));
        var changed = app.get(
                "/api/schedules/sch-etag/seats", "If-None-Match", first.header("ETag"), AT_LEAST, held.encoded());
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(first.header("ETag"));
    }

    @Test
    void a_seat_map_changes_its_tag_when_a_hold_lapses_though_nothing_is_announced() throws Exception {
        var sale = Sale.of("lapsing");
        var until = Instant.now().plus(Duration.ofSeconds(8));
        log.append(sale.opened(section("A", 1, 1)));
        log.append(sale.held(ANNA, "one", until, "A-1-1"));
        var position = log.everything();
        var held = app.get("/api/schedules/sch-lapsing/seats", AT_LEAST, position.encoded());
        assertThat(held.json().at("/sections/0/states").asString()).isEqualTo("H");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var later = app.get("/api/schedules/sch-lapsing/seats", "If-None-Match", held.header("ETag"));
            assertThat(later.status()).isEqualTo(200);
            assertThat(later.json().at("/sections/0/states").asString()).isEqualTo("A");
        });
    }

    @Test
    void a_seat_map_is_compressed_for_those_who_like() throws Exception {
        log.append(Sale.of("gzip").opened(section("A", 300, 200)));
        var position = log.everything();
        var small = app.get("/api/schedules/sch-gzip/seats", "Accept-Encoding", "gzip", AT_LEAST, position.encoded());
        assertThat(small.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(small.header("ETag")).startsWith("W/");
        assertThat(small.response().body().length).isLessThan(2_000);
        try (var plain =
                new GZIPInputStream(new ByteArrayInputStream(small.response().body()))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8)).contains("A".repeat(60_000));
        }
    }

    @Test
    void anna_sees_her_holds_and_ben_does_not() throws Exception {
        var sale = Sale.of("holds");
        log.append(sale.held(ANNA, "hs-kept", FAR_OFF, "A-1-1"));
        log.append(sale.held(ANNA, "hs-lapsed", LONG_AGO, "A-1-2"));
        log.append(sale.held(ANNA, "hs-announced", LONG_AGO, "A-1-6"));
        log.append(sale.lapsed(ANNA, "hs-announced", "A-1-6"));
        log.append(sale.held(ANNA, "hs-late", LONG_AGO, "A-1-7"));
        log.append(sale.lapsed(ANNA, "hs-late", "A-1-7"));
        log.append(sale.sold(ANNA, "hs-late", "A-1-7"));
        log.append(sale.held(ANNA, "hs-back", FAR_OFF, "A-1-3"));
        log.append(sale.released(ANNA, "hs-back", "A-1-3"));
        log.append(sale.held(ANNA, "hs-bought", FAR_OFF, "A-1-4", "A-1-5"));
        log.append(sale.sold(ANNA, "hs-bought", "A-1-4", "A-1-5"));
        var position = log.everything();

        var holds = app.getAs(ANNA, "/api/holds?size=100", AT_LEAST, position.encoded())
                .json()
                .get("items");
        assertThat(state(holds, "sch-holds.hs-kept")).isEqualTo("HELD");
        assertThat(state(holds, "sch-holds.hs-lapsed")).isEqualTo("LAPSED");
        assertThat(state(holds, "sch-holds.hs-back")).isEqualTo("RELEASED");
        assertThat(state(holds, "sch-holds.hs-bought")).isEqualTo("SOLD");
        assertThat(state(holds, "sch-holds.hs-announced")).isEqualTo("LAPSED");
        assertThat(state(holds, "sch-holds.hs-late")).isEqualTo("SOLD");
        assertThat(releaseReason(holds, "sch-holds.hs-kept")).isEqualTo("null");
        assertThat(releaseReason(holds, "sch-holds.hs-lapsed")).isEqualTo("LAPSED");
        assertThat(releaseReason(holds, "sch-holds.hs-announced")).isEqualTo("LAPSED");
        assertThat(releaseReason(holds, "sch-holds.hs-back")).isEqualTo("BUYER_RELEASED");
        assertThat(releaseReason(holds, "sch-holds.hs-late")).isEqualTo("null");
        assertThat(app.getAs(BEN, "/api/holds?size=100").response().body())
                .asString(StandardCharsets.UTF_8)
                .doesNotContain("sch-holds.");
    }

    @Test
    void a_reservation_bears_its_orders_id_and_is_shown_to_its_buyer_only() throws Exception {
        var sale = Sale.of("reserved");
        log.append(sale.held(ANNA, "r1", FAR_OFF, "A-1-4", "A-1-5"));
        log.append(sale.paid(ANNA, "r1", "A-1-4", "A-1-5"));
        log.append(sale.sold(ANNA, "r1", "A-1-4", "A-1-5"));
        var position = log.everything();

        var reservation = app.getAs(ANNA, "/api/reservations/ord-r1", AT_LEAST, position.encoded());
        assertThat(reservation.status()).isEqualTo(200);
        assertThat(reservation.json().at("/orderId").asString()).isEqualTo("ord-r1");
        assertThat(reservation.json().at("/seats/1/seat").asString()).isEqualTo("A-1-5");
        assertThat(reservation.json().at("/total/amount").asLong()).isEqualTo(300_000);
        var foreign = app.getAs(BEN, "/api/reservations/ord-r1");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.json().at("/type").asString()).isEqualTo("/problems/reservation-not-found");
        assertThat(app.getAs(ANNA, "/api/reservations")
                        .json()
                        .at("/items/0/reservationId")
                        .asString())
                .isEqualTo("ord-r1");
    }

    @Test
    void a_payment_tells_its_story_to_its_buyer_only() throws Exception {
        var sale = Sale.of("paid");
        log.append(sale.held(ANNA, "p1", FAR_OFF, "A-1-1"));
        log.append(sale.paid(ANNA, "p1", "A-1-1").subList(0, 2));
        log.append(new PaymentRefunded(new OrderId("ord-p1"), new TransactionId("tx-p1"), Sale.PRICE, "SEATS_GONE"));
        var position = log.everything();

        var payment = app.getAs(ANNA, "/api/payments/ord-p1", AT_LEAST, position.encoded())
                .json();
        assertThat(payment.at("/status").asString()).isEqualTo("REFUNDED");
        assertThat(payment.at("/timeline")
                        .valueStream()
                        .map(step -> step.get("status").asString()))
                .containsExactly("READY", "PAID", "REFUNDED");
        assertThat(payment.at("/timeline/2/reason").asString()).isEqualTo("SEATS_GONE");
        assertThat(app.getAs(BEN, "/api/payments/ord-p1").status()).isEqualTo(404);
        assertThat(app.getAs(ANNA, "/api/payments/ord-never").status()).isEqualTo(404);
    }

    @Test
    void what_a_buyer_cancelled_is_told_as_cancelled_and_refunded() throws Exception {
        var sale = Sale.of("undone");
        log.append(sale.opened(section("A", 1, 2)));
        log.append(sale.held(ANNA, "u1", FAR_OFF, "A-1-1"));
        log.append(sale.sold(ANNA, "u1", "A-1-1"));
        log.append(sale.paid(ANNA, "u1", "A-1-1"));
        log.append(sale.cancelledByBuyer(ANNA, "u1", "A-1-1"));
        var position = log.everything();

        var payment = app.getAs(ANNA, "/api/payments/ord-u1", AT_LEAST, position.encoded())
                .json();
        assertThat(payment.at("/status").asString()).isEqualTo("REFUNDED");
        assertThat(payment.at("/timeline")
                        .valueStream()
                        .map(step -> step.get("what").asString() + " "
                                + step.get("status").asString()))
                .containsExactly(
                        "READIED READY",
                        "APPROVED PAID",
                        "CONFIRMED CONFIRMED",
                        "CANCELLED CANCELLED",
                        "REFUND_DUE CANCELLED",
                        "REFUNDED REFUNDED");
        var reservation = app.getAs(ANNA, "/api/reservations/ord-u1").json();
        assertThat(reservation.at("/status").asString()).isEqualTo("CANCELLED");
        assertThat(reservation.at("/cancelledAt").isNull()).isFalse();
        assertThat(state(app.getAs(ANNA, "/api/holds?size=100").json().get("items"), "sch-undone.u1"))
                .isEqualTo("RETURNED");
        assertThat(app.get("/api/schedules/sch-undone/seats")
                        .json()
                        .at("/sections/0/states")
                        .asString())
                .isEqualTo("AA");
    }

    @Test
    void a_stray_payment_is_in_the_timeline_and_leaves_the_order_as_it_was() throws Exception {
        var sale = Sale.of("stray");
        var order = new OrderId("ord-s1");
        var stray = new TransactionId("tx-stray");
        log.append(sale.held(ANNA, "s1", FAR_OFF, "A-1-1"));
        log.append(sale.paid(ANNA, "s1", "A-1-1"));
        log.append(new PaymentSubmitted(order, PaymentMethod.MOCK, new ProviderPaymentId("pay-1"), Sale.PRICE, false));
        log.append(new PaymentDropped(order, new ProviderPaymentId("pay-1"), "EXPIRED"));
        log.append(new StrayPaymentReceived(order, stray, Sale.PRICE, StrayReason.ALREADY_PAID));
        log.append(new RefundDue(order, ANNA, PaymentMethod.MOCK, stray, Sale.PRICE, "ALREADY_PAID"));
        log.append(new PaymentRefunded(order, stray, Sale.PRICE, "ALREADY_PAID"));
        var position = log.everything();

        var payment = app.getAs(ANNA, "/api/payments/ord-s1", AT_LEAST, position.encoded())
                .json();
        assertThat(payment.at("/status").asString()).isEqualTo("CONFIRMED");
        assertThat(payment.at("/transactionId").asString()).isEqualTo("tx-s1");
        assertThat(payment.at("/timeline")
                        .valueStream()
                        .skip(3)
                        .map(step -> step.get("what").asString() + " "
                                + step.get("status").asString()))
                .containsExactly(
                        "SUBMITTED CONFIRMED",
                        "DROPPED CONFIRMED",
                        "STRAY_PAYMENT CONFIRMED",
                        "REFUND_DUE CONFIRMED",
                        "REFUNDED CONFIRMED");
    }

    @Test
    void a_wallet_tells_its_balance_and_how_it_came_there_newest_first() throws Exception {
        var carla = new BuyerId("usr-carla");
        assertThat(app.getAs(carla, "/api/wallet").json().at("/balance").isNull())
                .isTrue();
        log.append(Sale.of("wallet").wallet(carla));
        var position = log.everything();

        var wallet = app.getAs(carla, "/api/wallet?size=2", AT_LEAST, position.encoded())
                .json();
        assertThat(wallet.at("/balance/amount").asLong()).isEqualTo(300_000);
        assertThat(wallet.at("/transactions/total").asLong()).isEqualTo(3);
        assertThat(wallet.at("/transactions/items")
                        .valueStream()
                        .map(it -> it.at("/kind").asString() + " "
                                + it.at("/balance/amount").asLong()))
                .containsExactly("REFUNDED 300000", "USED 150000");
        assertThat(wallet.at("/transactions/items/1/orderId").asString()).isEqualTo("ord-usr-carla");
        assertThat(app.getAs(BEN, "/api/wallet")
                        .json()
                        .at("/transactions/total")
                        .asLong())
                .isZero();
    }

    @Test
    void ones_own_things_need_a_token() throws Exception {
        for (var address : List.of(
                "/api/holds",
                "/api/reservations",
                "/api/reservations/ord-1",
                "/api/payments",
                "/api/payments/ord-1",
                "/api/wallet")) {
            assertThat(app.get(address).status()).as(address).isEqualTo(401);
        }
    }

    @Test
    void what_is_not_there_is_a_404_and_what_makes_no_sense_a_400() throws Exception {
        assertThat(problem("/api/concerts/con-none")).isEqualTo("404 /problems/concert-not-found");
        assertThat(problem("/api/concerts/con-none/schedules")).isEqualTo("404 /problems/concert-not-found");
        assertThat(problem("/api/schedules/sch-none/seats")).isEqualTo("404 /problems/schedule-not-found");
        assertThat(problem("/api/concerts/" + "x".repeat(65))).isEqualTo("400 /problems/invalid-request");
        assertThat(problem("/api/concerts?size=0")).isEqualTo("400 /problems/invalid-request");
        assertThat(problem("/api/concerts?size=101")).isEqualTo("400 /problems/invalid-request");
        assertThat(problem("/api/concerts?page=-1")).isEqualTo("400 /problems/invalid-request");
        assertThat(problem("/api/concerts?from=tomorrow")).isEqualTo("400 /problems/invalid-request");
        assertThat(problem("/api/concerts?text=" + "x".repeat(101))).isEqualTo("400 /problems/invalid-request");
    }

    @Test
    void a_read_waits_for_what_its_caller_wrote() throws Exception {
        var sale = Sale.of("wait");
        log.append(sale.opened(section("A", 1, 1)));
        var wanted = new Position(List.of(
                new StreamMark("sch-wait", 0),
                new StreamMark("sch-wait/A-1-1", 1),
                new StreamMark("sch-wait/buyer/usr-anna", 1)));
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return app.get("/api/schedules/sch-wait/seats", AT_LEAST, wanted.encoded());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        log.append(sale.held(ANNA, "one", FAR_OFF, "A-1-1"));
        assertThat(waiting).isNotDone();
        log.append(sale.sold(ANNA, "one", "A-1-1"));
        assertThat(waiting.join().json().at("/sections/0/states").asString()).isEqualTo("S");
    }

    @Test
    void a_read_of_what_never_comes_is_told_to_come_back() throws Exception {
        var start = System.nanoTime();
        var answer =
                app.get("/api/concerts", AT_LEAST, new Position(List.of(new StreamMark("con-never", 0))).encoded());
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(15));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().at("/type").asString()).isEqualTo("/problems/not-there-yet");
    }

    @Test
    void a_sale_that_was_refused_has_been_followed_too() throws Exception {
        var sale = Sale.of("unsold");
        log.append(sale.held(ANNA, "late", LONG_AGO, "A-1-1"));
        log.append(new SaleRefused(sale.hold("late"), ANNA, OrderId.payingFor(sale.hold("late")), "SEATS_GONE"));
        var position = log.everything();

        var answer = app.getAs(ANNA, "/api/holds?size=100", AT_LEAST, position.encoded());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(state(answer.json().get("items"), "sch-unsold.late")).isEqualTo("LAPSED");
    }

    @Test
    void nonsense_for_a_position_is_refused() throws Exception {
        for (var nonsense : List.of("?", "AAAA", new Position(List.of(new StreamMark("weather", 0))).encoded())) {
            var answer = app.get("/api/concerts", AT_LEAST, nonsense);
            assertThat(answer.status()).as(nonsense).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(AT_LEAST);
        }
    }

    @Test
    void every_read_is_in_the_document() throws Exception {
        var paths = app.get("/v3/api-docs").json().get("paths");
        assertThat(paths.propertyNames())
                .contains(
                        "/api/concerts",
                        "/api/concerts/{concertId}",
                        "/api/concerts/{concertId}/schedules",
                        "/api/schedules/{scheduleId}/seats",
                        "/api/holds",
                        "/api/reservations",
                        "/api/reservations/{reservationId}",
                        "/api/payments",
                        "/api/payments/{orderId}",
                        "/api/wallet");
        assertThat(paths.toString()).contains(AT_LEAST);
        for (var address : List.of(
                "/api/feed/get",
                "/api/feed/actions/get",
                "/api/feed/{projection}/dead-letters/get",
                "/api/feed/{projection}/dead-letters/{letterId}/get",
                "/api/feed/{projection}/dead-letters/{letterId}/retry/post",
                "/api/feed/{projection}/dead-letters/{letterId}/discard/post",
                "/api/feed/findings/{findingId}/repair/post")) {
            int method = address.lastIndexOf('/');
            var operation = paths.get(address.substring(0, method)).get(address.substring(method + 1));
            assertThat(operation.get("summary").asString()).as(address).isNotBlank();
            assertThat(operation.at("/responses").has("409")).as(address).isEqualTo(address.endsWith("post"));
            assertThat(operation.at("/responses/200/content").toString())
                    .as(address)
                    .contains("#/components/schemas/");
        }
    }

    @Test
    void it_is_ready_while_its_database_is() throws Exception {
        assertThat(app.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(app.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(app.get("/actuator/prometheus").response().body())
                .asString(StandardCharsets.UTF_8)
                .contains(
                        "rowlock_projection_lag_events{",
                        "rowlock_projection_lag_seconds{",
                        "rowlock_projection_dead_letters{",
                        "rowlock_projection_skipped_total{");
    }

    private JsonNode read(String address, Position position) throws Exception {
        var answer = app.get(address, AT_LEAST, position.encoded());
        assertThat(answer.status()).as(address).isEqualTo(200);
        return answer.json();
    }

    private long total(String address, Position position) throws Exception {
        return read(address, position).at("/total").asLong();
    }

    private String problem(String address) throws Exception {
        var answer = app.get(address);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        return answer.status() + " " + answer.json().at("/type").asString();
    }

    private static JsonNode schedule(JsonNode schedules, String id) {
        return schedules
                .valueStream()
                .filter(it -> it.get("scheduleId").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String state(JsonNode holds, String id) {
        return hold(holds, id).get("state").asString();
    }

    private static String releaseReason(JsonNode holds, String id) {
        return hold(holds, id).get("releaseReason").toString().replace("\"", "");
    }

    private static JsonNode hold(JsonNode holds, String id) {
        return holds.valueStream()
                .filter(it -> it.get("holdId").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
