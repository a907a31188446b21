package io.rowlock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.local.endtoend.RealApps.CommandSide;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.PaymentCompany;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An evening that does not take place gives everybody their money back, once. */
@OnRealServers
class CancelledEveningTest {
    private static final Logger LOG = LoggerFactory.getLogger(CancelledEveningTest.class);

    /** A part of a house in every build; all of it with {@code -Drowlock.rows=100}. */
    private static final int ROWS = Integer.getInteger("rowlock.rows", 20);

    private static final int SEATS_IN_A_ROW = 50;
    private static final int SEATS_IN_AN_ORDER = 5;
    private static final int ORDERS = ROWS * SEATS_IN_A_ROW / SEATS_IN_AN_ORDER;
    private static final int AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Person OPERA = Person.organiser("opera");

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void each_order_is_refunded_once_though_the_command_side_is_killed_in_the_middle(Corner corner) throws Exception {
        try (var toss = PaymentCompany.toss();
                var apps = new RealApps(CancelledEveningTest.class, corner)) {
            var settings = Stream.concat(
                            toss.settings().stream(),
                            Stream.of("--rowlock.cancellation.late-holds=2s", "--rowlock.jobs.longest-pause=2s"))
                    .toArray(String[]::new);
            var boxOffice = apps.readyCommandSide("north", settings);
            var evening = boxOffice
                    .openEvening(OPERA, ROWS, SEATS_IN_A_ROW, SEATS_IN_AN_ORDER)
                    .at("/scheduleId");
            sellOut(boxOffice, evening, toss);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(count(apps, "PaymentConfirmed")).isEqualTo(ORDERS));

            assertThat(boxOffice.cancel(OPERA, evening).status()).isEqualTo(202);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> toss.ledger().refundedTotal() > toss.ledger().capturedTotal() / 5);
            boxOffice.process().kill();
            int before = count(apps, "PaymentRefunded");
            assertThat(before).as("refunds before the kill").isBetween(1, ORDERS - 1);
            var another = apps.readyCommandSide("north", settings);

            await().atMost(PATIENCE).untilAsserted(() -> {
                var progress = progress(another, evening);
                assertThat(progress.at("/refunded")).isEqualTo(Integer.toString(ORDERS));
                assertThat(progress.json().at("/finishedAt").isString()).isTrue();
            });
            assertThat(progress(another, evening).at("/refundsDue")).isEqualTo(Integer.toString(ORDERS));
            assertThat(refundsByOrder(toss)).hasSize(ORDERS).allSatisfy((order, refunds) -> {
                assertThat(refunds).as(order).isEqualTo(1);
                assertThat(toss.ledger().refunded(order))
                        .isEqualTo(toss.ledger().captured(order));
            });
            assertThat(count(apps, "PaymentRefunded")).isEqualTo(ORDERS);
            assertThat(count(apps, "SeatReturned")).isEqualTo(ROWS * SEATS_IN_A_ROW);
            assertThat(Person.organiser("another")
                            .get(another.address(), "/api/schedules/" + evening + "/cancellation")
                            .problem())
                    .isEqualTo("cancellation-not-found");
            LOG.info("{} orders, {} of them refunded before the kill", ORDERS, before);
        }
    }

    private static void sellOut(CommandSide boxOffice, String evening, PaymentCompany toss) throws Exception {
        var underway = new Semaphore(AT_ONCE);
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var sales = IntStream.range(0, ORDERS)
                    .mapToObj(order -> crowd.submit(() -> {
                        underway.acquire();
                        try {
                            buy(boxOffice, evening, order, toss);
                        } finally {
                            underway.release();
                        }
                        return order;
                    }))
                    .toList();
            for (var sale : sales) {
                sale.get();
            }
        }
    }

    private static void buy(CommandSide boxOffice, String evening, int number, PaymentCompany toss) {
        var buyer = Person.buyer("caller-" + number);
        int first = number * SEATS_IN_AN_ORDER;
        var seats = IntStream.range(first, first + SEATS_IN_AN_ORDER)
                .mapToObj(seat -> "A-" + (1 + seat / SEATS_IN_A_ROW) + "-" + (1 + seat % SEATS_IN_A_ROW))
                .toArray(String[]::new);
        var hold = boxOffice.hold(buyer, evening, seats);
        assertThat(hold.status()).as("%s", hold).isEqualTo(201);
        var ready =
                buyer.post(boxOffice.address(), "/api/payment/ready", """
                {"holdId": "%s", "method": "%s"}""".formatted(hold.at("/holdId"), toss.method()));
        assertThat(ready.status()).as("%s", ready).isEqualTo(201);
        var order = ready.at("/orderId");
        var payment = toss.buyerPays(order, ready.json().at("/amount/amount").asLong(), ready.at("/amount/currency"));
        var confirmed = buyer.post(boxOffice.address(), "/api/payment/confirm", """
                {"orderId": "%s", "providerPaymentId": "%s"}""".formatted(order, payment));
        assertThat(confirmed.status()).as("%s", confirmed).isEqualTo(202);
    }

    private static Answer progress(CommandSide boxOffice, String evening) {
        return OPERA.get(boxOffice.address(), "/api/schedules/" + evening + "/cancellation");
    }

    private static Map<String, Long> refundsByOrder(PaymentCompany company) {
        Map<String, Long> refunds = new TreeMap<>();
        for (var entry : company.ledger().entries()) {
            refunds.put(entry.order(), company.ledger().refunds(entry.order()));
        }
        return refunds;
    }

    private static int count(RealApps apps, String event) {
        return apps.log()
                .sql("SELECT count(*) FROM domain_event WHERE payload_type LIKE :event")
                .param("event", "%$" + event)
                .query(Integer.class)
                .single();
    }
}
