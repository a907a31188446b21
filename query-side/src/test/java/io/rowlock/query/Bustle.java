package io.rowlock.query;

import static io.rowlock.query.Sale.FAR_OFF;
import static io.rowlock.query.Sale.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.hold.HoldEvent.HoldReturned;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentEvent.StrayPaymentReceived;
import io.rowlock.api.payment.StrayReason;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.api.wallet.WalletEvent.WalletCharged;
import io.rowlock.api.wallet.WalletId;
import io.rowlock.query.Running.Answer;
import io.rowlock.testing.TokenMint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A buyer and a concert to whom something happens all the time, in such an order that what is read of them tells how many
 * of their events it shows, and so how it must look.
 */
final class Bustle {
    private static final BuyerId CARLA = new BuyerId("usr-carla");
    private static final Sale SALE = Sale.of("bustle");
    private static final OrderId ORDER = OrderId.payingFor(SALE.hold("bustle-pays"));

    /** A hold is placed, then sold, then given back; then comes the next. */
    private static final List<String> LIFE_OF_A_HOLD = List.of("HELD", "SOLD", "RETURNED");

    private static final int ROUNDS_AN_ORDER_S_EVENT = 2;
    private static final int ROUNDS_AN_EVENING = 4;
    private static final int MOST_EVENINGS = 50;
    private static final int SHOWN = 5;

    private final Log log;
    private volatile int begun;

    Bustle(Log log) {
        this.log = log;
    }

    void goesOn() {
        int round = begun;
        begun = round + 1;
        var events = new ArrayList<>();
        var hold = "bustle-" + round / LIFE_OF_A_HOLD.size();
        events.add(
                switch (round % LIFE_OF_A_HOLD.size()) {
                    case 0 -> SALE.held(CARLA, hold, FAR_OFF, "A-1-1").getFirst();
                    case 1 -> SALE.sold(CARLA, hold, "A-1-1").getFirst();
                    default -> new HoldReturned(SALE.hold(hold), CARLA, OrderId.payingFor(SALE.hold(hold)));
                });
        events.add(new WalletCharged(new WalletId(CARLA), won(1), won(round + 1)));
        if (round == 0) {
            events.add(SALE.announced("Fidelio", "Marzelline"));
            events.add(SALE.readied(CARLA, "bustle-pays", "A-1-1"));
        } else if (round % ROUNDS_AN_ORDER_S_EVENT == 0) {
            events.add(new StrayPaymentReceived(
                    ORDER, new TransactionId("tx-stray-" + round), PRICE, StrayReason.ALREADY_PAID));
        }
        int evening = round / ROUNDS_AN_EVENING;
        if (evening < MOST_EVENINGS) {
            if (round % ROUNDS_AN_EVENING == 0) {
                events.add(opened(evening));
            } else if (round % ROUNDS_AN_EVENING == ROUNDS_AN_EVENING / 2) {
                events.add(new Sale(SALE.concert(), evening(evening)).cancelled());
            }
        }
        log.append(events);
    }

    private static ScheduleId evening(int number) {
        return new ScheduleId("sch-bustle-" + number);
    }

    private static Instant startOf(int evening) {
        return FAR_OFF.plus(Duration.ofDays(evening));
    }

    private static ScheduleOpened opened(int evening) {
        return new ScheduleOpened(
                evening(evening),
                SALE.concert(),
                ScheduleTerms.of(
                        "Hall",
                        startOf(evening),
                        Instant.now().minus(Duration.ofHours(1)),
                        FAR_OFF.minus(Duration.ofDays(1)),
                        null,
                        4,
                        Duration.ofMinutes(5),
                        null,
                        false,
                        List.of(Sale.section("A", 1, 1))));
    }

    /** How many events each of them would show if nothing were on its way. */
    private Map<String, Long> everything() {
        long reservations = (long) begun - (begun % LIFE_OF_A_HOLD.size() == 1 ? 1 : 0);
        return Map.of(
                "holds",
                (long) begun,
                "reservations",
                reservations,
                "order",
                eventsOfTheOrder(),
                "transactions",
                (long) begun,
                "wallet",
                (long) begun,
                "evenings",
                evenings(),
                "list",
                evenings());
    }

    private long eventsOfTheOrder() {
        return 1L + (begun - 1) / ROUNDS_AN_ORDER_S_EVENT;
    }

    private long evenings() {
        return Math.min(MOST_EVENINGS, 1L + (begun - 1) / ROUNDS_AN_EVENING);
    }

    private static Money won(long amount) {
        return new Money(amount, "KRW");
    }

    /** Somebody who asks one instance for all of it again and again, and remembers how far they have seen it come. */
    final class Reader {
        private final Running instance;
        private final String token;
        private final Map<String, Long> seen = new HashMap<>();
        private final Map<String, Boolean> cancelledEvenings = new HashMap<>();

        Reader(Running instance) {
            this.instance = instance;
            this.token = "Bearer " + TokenMint.ofThisRun().tokenFor(CARLA.value(), "BUYER");
        }

        Running instance() {
            return instance;
        }

        /** Reads everything once. */
        void reads() throws IOException, InterruptedException {
            readsHolds();
            readsReservations();
            readsPayments();
            readsWallet();
            readsConcert();
            readsTheList();
        }

        boolean hasSeenAllOfItMove() {
            return everything().keySet().stream().allMatch(what -> hasComeTo(what) > 1);
        }

        /** Once nothing is on its way any more. */
        void readsAllThereIs() throws IOException, InterruptedException {
            reads();
            assertThat(seen).isEqualTo(everything());
        }

        private void readsHolds() throws IOException, InterruptedException {
            var page = ofTheirOwn("/api/holds?size=" + SHOWN).json();
            var holds = page.at("/items");
            if (holds.isEmpty()) {
                isNews("holds", page);
                return;
            }
            var newest = holds.get(0);
            int number = number(newest.at("/holdId"), SALE.hold("bustle-").toString());
            int state = LIFE_OF_A_HOLD.indexOf(newest.at("/state").asString());
            assertThat(state).as(newest.toString()).isNotNegative();
            hasCome("holds", (long) number * LIFE_OF_A_HOLD.size() + state + 1, begun, page);
            assertThat(holds.size()).as(page.toString()).isEqualTo(Math.min(SHOWN, number + 1));
            assertThat(page.at("/total").asInt()).as(page.toString()).isGreaterThan(number);
            for (int i = 0; i < holds.size(); i++) {
                var hold = holds.get(i);
                var id = SALE.hold("bustle-" + (number - i));
                assertThat(hold.at("/holdId").asString()).as(page.toString()).isEqualTo(id.toString());
                assertThat(hold.at("/state").asString())
                        .as(page.toString())
                        .isEqualTo(i == 0 ? LIFE_OF_A_HOLD.get(state) : LIFE_OF_A_HOLD.getLast());
                assertThat(textOrNull(hold.at("/orderId")))
                        .as(page.toString())
                        .isEqualTo(
                                i == 0 && state == 0
                                        ? null
                                        : OrderId.payingFor(id).value());
                assertThat(hold.at("/seats/0/seat").asString())
                        .as(page.toString())
                        .isEqualTo("A-1-1");
                assertThat(hold.at("/total/amount").asLong()).isEqualTo(PRICE.amount());
            }
        }

        private void readsReservations() throws IOException, InterruptedException {
            var page = ofTheirOwn("/api/reservations?size=" + SHOWN).json();
            var reservations = page.at("/items");
            if (reservations.isEmpty()) {
                isNews("reservations", page);
                return;
            }
            int number = number(
                    reservations.get(0).at("/holdId"), SALE.hold("bustle-").toString());
            for (int i = 0; i < reservations.size(); i++) {
                var reservation = reservations.get(i);
                var hold = SALE.hold("bustle-" + (number - i));
                assertThat(reservation.at("/reservationId").asString())
                        .as(page.toString())
                        .isEqualTo(OrderId.payingFor(hold).value());
                assertThat(reservation.at("/seats/0/seat").asString())
                        .as(page.toString())
                        .isEqualTo("A-1-1");
                if (i > 0) {
                    assertThat(isGivenBack(reservation)).as(page.toString()).isTrue();
                }
            }
            assertThat(reservations.size()).as(page.toString()).isEqualTo(Math.min(SHOWN, number + 1));
            assertThat(page.at("/total").asInt()).as(page.toString()).isGreaterThan(number);
            hasCome("reservations", eventsOf(reservations.get(0)), begun, page);

            var newest = reservations.get(0).at("/reservationId").asString();
            var alone = ofTheirOwn("/api/reservations/" + newest);
            assertThat(alone.status()).as(newest).isEqualTo(200);
            // It may have been given back since.
            assertThat(eventsOf(alone.json())).as(newest).isGreaterThanOrEqualTo(hasComeTo("reservations"));
        }

        /** A reservation is made by every hold's second event, and cancelled by its third. */
        private long eventsOf(JsonNode reservation) {
            long before = (long) number(
                            reservation.at("/holdId"), SALE.hold("bustle-").toString())
                    * LIFE_OF_A_HOLD.size();
            return before + (isGivenBack(reservation) ? 3 : 2);
        }

        private boolean isGivenBack(JsonNode reservation) {
            assertThat(reservation.at("/cancelledAt").isNull())
                    .as(reservation.toString())
                    .isEqualTo(reservation.at("/status").asString().equals("RESERVED"));
            return reservation.at("/status").asString().equals("CANCELLED");
        }

        private void readsPayments() throws IOException, InterruptedException {
            var one = ofTheirOwn("/api/payments/" + ORDER.value());
            if (one.status() == 404) {
                isNews("order", one.json());
                return;
            }
            assertThat(one.status()).isEqualTo(200);
            hasHappened(one.json());
            var list = ofTheirOwn("/api/payments").json();
            assertThat(list.at("/items").size()).as(list.toString()).isEqualTo(1);
            hasHappened(list.at("/items/0"));
        }

        private void hasHappened(JsonNode order) {
            var timeline = order.at("/timeline");
            hasCome("order", timeline.size(), eventsOfTheOrder(), order);
            assertThat(order.at("/status").asString()).as(order.toString()).isEqualTo("READY");
            for (int i = 0; i < timeline.size(); i++) {
                assertThat(timeline.get(i).at("/what").asString())
                        .as(order.toString())
                        .isEqualTo(i == 0 ? "READIED" : "STRAY_PAYMENT");
            }
        }

        private void readsWallet() throws IOException, InterruptedException {
            var wallet = ofTheirOwn("/api/wallet?size=" + SHOWN).json();
            var transactions = wallet.at("/transactions/items");
            if (transactions.isEmpty()) {
                isNews("transactions", wallet);
            } else {
                long newest = transactions.get(0).at("/balance/amount").asLong();
                hasCome("transactions", newest, begun, wallet);
                assertThat(transactions.size()).as(wallet.toString()).isEqualTo((int) Math.min(SHOWN, newest));
                for (int i = 0; i < transactions.size(); i++) {
                    assertThat(transactions.get(i).at("/balance/amount").asLong())
                            .as(wallet.toString())
                            .isEqualTo(newest - i);
                    assertThat(transactions.get(i).at("/amount/amount").asLong())
                            .isEqualTo(1);
                }
            }
            if (wallet.at("/balance").isNull()) {
                isNews("wallet", wallet);
            } else {
                hasCome("wallet", wallet.at("/balance/amount").asLong(), hasComeTo("transactions"), wallet);
            }
        }

        private void readsConcert() throws IOException, InterruptedException {
            var answer = instance.get("/api/concerts/" + SALE.concert());
            if (answer.status() == 404) {
                isNews("evenings", answer.json());
                return;
            }
            assertThat(answer.status()).isEqualTo(200);
            var concert = answer.json();
            assertThat(concert.at("/title").asString()).isEqualTo("Fidelio");
            assertThat(concert.at("/artist").asString()).isEqualTo("Marzelline");
            var shown = new HashMap<String, Boolean>();
            for (var evening : concert.at("/schedules").values()) {
                int number = number(evening.at("/scheduleId"), "sch-bustle-");
                assertThat(Instant.parse(evening.at("/startsAt").asString()))
                        .as(concert.toString())
                        .isEqualTo(startOf(number));
                assertThat(evening.at("/available").asLong())
                        .as(concert.toString())
                        .isEqualTo(1);
                shown.put(
                        evening.at("/scheduleId").asString(),
                        evening.at("/state").asString().equals("CANCELLED"));
            }
            hasCome("evenings", shown.size(), evenings(), concert);
            assertThat(concert.at("/schedulesTotal").asInt())
                    .as(concert.toString())
                    .isGreaterThanOrEqualTo(shown.size());
            cancelledEvenings.forEach((evening, cancelled) -> {
                assertThat(shown).as(concert.toString()).containsKey(evening);
                assertThat(shown.getOrDefault(evening, false) || !cancelled)
                        .as("%s was cancelled: %s", evening, concert)
                        .isTrue();
            });
            cancelledEvenings.putAll(shown);
        }

        /** Its last evening tells how far it has come; the first is nobody's to take away. */
        private void readsTheList() throws IOException, InterruptedException {
            var list = instance.get("/api/concerts?text=fidelio").json();
            if (list.at("/items").isEmpty()) {
                isNews("list", list);
                return;
            }
            var listed = list.at("/items/0");
            assertThat(listed.at("/concertId").asString())
                    .isEqualTo(SALE.concert().value());
            if (listed.at("/lastAt").isNull()) {
                isNews("list", list);
                return;
            }
            long last = Duration.between(
                            FAR_OFF, Instant.parse(listed.at("/lastAt").asString()))
                    .toDays();
            hasCome("list", last + 1, evenings(), list);
            assertThat(listed.at("/fromPrice/amount").asLong())
                    .as(list.toString())
                    .isEqualTo(PRICE.amount());
        }

        private Answer ofTheirOwn(String address) throws IOException, InterruptedException {
            return instance.get(address, "Authorization", token);
        }

        private long hasComeTo(String what) {
            return seen.getOrDefault(what, 0L);
        }

        /** Nothing of it is there: so it was the last time. */
        private void isNews(String what, JsonNode answer) {
            assertThat(hasComeTo(what)).as(what + " is missing: " + answer).isZero();
        }

        private void hasCome(String what, long events, long atMost, JsonNode answer) {
            assertThat(events)
                    .as(what + " shows events that were seen, and none that was not written: " + answer)
                    .isBetween(hasComeTo(what), atMost);
            seen.put(what, events);
        }

        private static int number(JsonNode id, String before) {
            assertThat(id.asString()).startsWith(before);
            return Integer.parseInt(id.asString().substring(before.length()));
        }

        private static @Nullable String textOrNull(JsonNode text) {
            return text.isNull() ? null : text.asString();
        }
    }
}
