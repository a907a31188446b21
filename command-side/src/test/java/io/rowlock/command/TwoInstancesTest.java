package io.rowlock.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.hold.HoldCommand.SellHold;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two instances share nothing but the database: no lock, no memory. */
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoInstancesTest {
    private static final int ROUNDS = 1_000;
    private static final int LIMIT = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Both are always at it, and neither leaves anything to the other for long. */
    private static final String[] AT_EACH_OTHERS_HEELS = {
        "--rowlock.lapse.sweep-every=20ms", "--rowlock.lapse.leased-for=20ms"
    };

    private final Instance north;
    private final Instance south;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    TwoInstancesTest(Corner corner) {
        north = new Instance(corner, AT_EACH_OTHERS_HEELS);
        south = new Instance(corner, AT_EACH_OTHERS_HEELS);
    }

    @AfterAll
    void close() {
        callers.close();
        north.close();
        south.close();
    }

    @Test
    void overlapping_holds_asked_for_at_once_never_wait_for_each_other_and_never_share_a_seat() throws Exception {
        var house = north.openEvening(1, 3 * ROUNDS, 4);
        for (int round = 0; round < ROUNDS; round++) {
            var anna = Person.buyer("anna-" + round);
            var ben = Person.buyer("ben-" + round);
            // Both want the seat in the middle, and name their seats from opposite ends.
            var left = "A-1-" + (3 * round + 1);
            var middle = "A-1-" + (3 * round + 2);
            var right = "A-1-" + (3 * round + 3);

            var answers = atOnce(
                    List.of(() -> north.hold(anna, house, left, middle), () -> south.hold(ben, house, right, middle)));

            assertThat(answers).extracting(Answer::status).as("round %d", round).containsExactlyInAnyOrder(201, 409);
            assertThat(north.eventsOf(house + "/" + middle)).containsExactly("SeatHeld");
            var loser = answers.getFirst().status() == 409 ? left : right;
            assertThat(north.eventsOf(house + "/" + loser)).isEmpty();
        }
    }

    @Test
    void a_hundred_requests_of_one_buyer_at_once_never_get_more_seats_than_one_buyer_may_have() throws Exception {
        var anna = Person.buyer("anna-again");
        var house = north.openEvening(20, 10, LIMIT);
        List<Callable<Answer>> wishes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            var instance = i % 2 == 0 ? north : south;
            var row = i / 5 + 1;
            var seat = "A-" + row + "-" + (2 * (i % 5) + 1);
            var itsNeighbour = "A-" + row + "-" + (2 * (i % 5) + 2);
            wishes.add(
                    i % 3 == 0
                            ? () -> instance.hold(anna, house, seat, itsNeighbour)
                            : () -> instance.hold(anna, house, seat));
        }
        // What was held is given back, paid for and extended while others still ask: none of it makes room for a fifth.
        for (int i = 0; i < wishes.size(); i += 10) {
            var instance = i % 20 == 0 ? south : north;
            var wish = wishes.get(i);
            int way = i % 30;
            wishes.set(i, () -> {
                var held = wish.call();
                if (held.status() == 201) {
                    carryOn(instance, anna, held.at("/holdId"), way);
                }
                return held;
            });
        }

        var answers = atOnce(wishes);

        assertThat(answers).filteredOn(answer -> answer.status() == 201).isNotEmpty();
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("too-many-seats"));
        // The last of it: a payment that was approved has become a sale.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(unfinishedPayments(house)).isZero());
        assertThat(mostSeatsEverTaken(house)).isBetween(1, LIMIT);
    }

    private static void carryOn(Instance instance, Person buyer, String hold, int way) {
        switch (way) {
            case 0 -> assertThat(instance.release(buyer, hold).status()).isEqualTo(204);
            case 10 -> {
                var order = instance.ready(buyer, hold).at("/orderId");
                assertThat(instance.succeed(buyer, order, "txn-" + order).status())
                        .isEqualTo(202);
            }
            default -> assertThat(instance.extend(buyer, hold).status()).isEqualTo(200);
        }
    }

    private long unfinishedPayments(String house) {
        return north.log()
                .sql("""
                        SELECT count(*) FILTER (WHERE payload_type LIKE '%PaymentApproved')
                             - count(*) FILTER (WHERE payload_type LIKE '%PaymentConfirmed'
                                                   OR payload_type LIKE '%PaymentRefunded')
                        FROM domain_event WHERE type = 'PaymentOrder' AND aggregate_identifier IN (
                            SELECT 'ord-' || split_part(convert_from(payload, 'UTF8')::json ->> 'holdId', '.', 2)
                            FROM domain_event WHERE aggregate_identifier LIKE :ofHouse)""")
                .param("ofHouse", house + "/%")
                .query(Long.class)
                .single();
    }

    /** As the log tells it, event by event: every seat that is held or sold counts. */
    private int mostSeatsEverTaken(String house) {
        var taken = new HashSet<String>();
        int most = 0;
        for (var event : seatEvents(house)) {
            switch (event.type()) {
                case "SeatHeld", "SeatSold", "SeatHoldExtended" -> taken.add(event.seat());
                case "SeatReleased" -> taken.remove(event.seat());
                default -> throw new IllegalStateException("Not expected here: " + event);
            }
            most = Math.max(most, taken.size());
        }
        return most;
    }

    @Test
    void two_hundred_charges_and_payments_of_one_wallet_at_once_end_at_the_exact_balance() throws Exception {
        var carla = Person.buyer("carla");
        var house = north.openEvening(50, 1, 50);
        assertThat(north.charge(carla, 3_000_000).status())
                .isEqualTo(200); // twenty seats, and no twenty-first with all that is charged below
        List<String> orders = new ArrayList<>();
        for (int row = 1; row <= 50; row++) {
            var hold = north.hold(carla, house, "A-" + row + "-1").at("/holdId");
            orders.add(north.ready(carla, hold, "WALLET").at("/orderId"));
        }
        List<Callable<Answer>> wishes = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            var instance = i % 2 == 0 ? north : south;
            wishes.add(() -> until(200, () -> instance.charge(carla, 999)));
        }
        for (int i = 0; i < 50; i++) {
            var instance = i % 2 == 0 ? north : south;
            var order = orders.get(i);
            wishes.add(4 * i, () -> decided(() -> instance.confirm(carla, order)));
        }

        var answers = atOnce(wishes);

        var paid = answers.stream().filter(answer -> answer.status() == 202).count();
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .hasSize(50 - (int) paid)
                .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("balance-too-low"));
        assertThat(paid).isEqualTo(20);
        assertThat(south.charge(carla, 1).at("/balance/amount")).isEqualTo("149851");
        assertThat(north.eventsOf("wallet/" + carla.id()))
                .hasSize(1 + 150 + 20 + 1)
                .filteredOn("WalletUsed"::equals)
                .hasSize(20);
    }

    /** Where so many want the same wallet at once, some are asked to come back. */
    private static Answer decided(Callable<Answer> wish) throws Exception {
        var answer = wish.call();
        while (answer.status() == 503) {
            answer = wish.call();
        }
        return answer;
    }

    private static Answer until(int status, Callable<Answer> wish) throws Exception {
        var answer = decided(wish);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    @Test
    void two_that_announce_the_same_lapses_at_once_announce_each_once_and_within_two_seconds() throws Exception {
        var holdFor = Duration.ofSeconds(2);
        var house = north.openEvening(1, 200, LIMIT, holdFor);
        List<Callable<Answer>> wishes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            var instance = i % 2 == 0 ? north : south;
            var buyer = Person.buyer("lapsing-" + i);
            var seats = new String[] {"A-1-" + (2 * i + 1), "A-1-" + (2 * i + 2)};
            wishes.add(() -> instance.hold(buyer, house, seats));
        }
        assertThat(atOnce(wishes)).extracting(Answer::status).containsOnly(201);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seatEvents(house)).hasSize(400));
        // As often as they look again, for as long as it takes to look a few dozen times.
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seatEvents(house)).hasSize(400));

        var held = new HashMap<String, SeatEvent>();
        for (var event : seatEvents(house)) {
            var before = held.putIfAbsent(event.seat(), event);
            if (before == null) {
                assertThat(event.type()).isEqualTo("SeatHeld");
            } else {
                assertThat(event.type()).isEqualTo("SeatReleased");
                assertThat(event.json().at("/reason").asString()).isEqualTo("LAPSED");
                var end = Instant.parse(before.json().at("/heldUntil").asString());
                assertThat(event.at()).isBetween(end, end.plus(Duration.ofSeconds(2)));
            }
        }
    }

    @Test
    void an_extended_hold_is_announced_at_its_new_end_only() {
        var holdFor = Duration.ofSeconds(4);
        var house = north.openEvening(1, 1, LIMIT, holdFor);
        var anna = Person.buyer("anna-extends");
        var hold = north.hold(anna, house, "A-1-1");
        var firstEnd = Instant.parse(hold.at("/heldUntil"));
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(firstEnd.minus(Duration.ofSeconds(3))));

        var extended = south.extend(anna, hold.at("/holdId"));

        assertThat(extended.status()).as("%s", extended).isEqualTo(200);
        var newEnd = Instant.parse(extended.at("/heldUntil"));
        assertThat(newEnd).isAfter(firstEnd).isBeforeOrEqualTo(firstEnd.plus(holdFor));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(north.eventsOf(house + "/A-1-1"))
                        .containsExactly("SeatHeld", "SeatHoldExtended", "SeatReleased"));
        assertThat(seatEvents(house).getLast().at()).isBetween(newEnd, newEnd.plus(Duration.ofSeconds(2)));
    }

    @Test
    void what_came_to_its_end_is_off_the_list_and_what_was_announced_is_counted() {
        var house = south.openEvening(1, 3, LIMIT, Duration.ofSeconds(1));
        var anna = Person.buyer("anna-counts");
        north.release(anna, north.hold(anna, house, "A-1-1").at("/holdId"));
        var order = north.ready(anna, north.hold(anna, house, "A-1-2").at("/holdId"))
                .at("/orderId");
        north.succeed(anna, order, "txn-" + order);
        north.hold(anna, house, "A-1-3");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seatEvents(house))
                        .extracting(SeatEvent::type)
                        .contains("SeatReleased"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(openHolds(house)).isZero());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(announced(north) + announced(south)).isPositive());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(metric(north, "rowlock_holds_open ")).isNotNaN());
        assertThat(metric(north, "rowlock_holds_due ")).isNotNaN();
        assertThat(metric(north, "rowlock_holds_overdue_seconds ")).isNotNaN();
    }

    @Test
    void a_seat_is_given_back_and_extended_at_one_though_it_remembers_what_was_before_the_other_held_it() {
        var anna = Person.buyer("anna-here-and-there");
        var house = north.openEvening(1, 10, LIMIT);
        for (int number = 1; number <= 10; number++) {
            var seat = "A-1-" + number;
            var first = north.hold(anna, house, seat).at("/holdId");
            var forgotten = Instant.now().plus(Duration.ofMillis(150));
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(forgotten));

            // South remembers the seat as free for a moment, while north holds it anew.
            south.release(anna, first);
            var second = north.hold(anna, house, seat).at("/holdId");
            var extended = south.extend(anna, second);
            assertThat(extended.status()).as("%s", extended).isEqualTo(200);
            assertThat(south.release(anna, second).status()).isEqualTo(204);

            assertThat(north.eventsOf(house + "/" + seat))
                    .containsExactly("SeatHeld", "SeatReleased", "SeatHeld", "SeatHoldExtended", "SeatReleased");
        }
    }

    @Test
    void a_seat_is_sold_at_one_though_it_remembers_that_another_buyer_had_it() {
        var anna = Person.buyer("anna-pays-there");
        var ben = Person.buyer("ben-let-go");
        var house = north.openEvening(1, 10, 10);
        for (int number = 1; number <= 10; number++) {
            var seat = "A-1-" + number;
            var bens = south.hold(ben, house, seat).at("/holdId");
            var forgotten = Instant.now().plus(Duration.ofMillis(150));
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(forgotten));
            // South looks again, and remembers for a moment that the seat is Ben's.
            assertThat(south.hold(anna, house, seat).problem()).isEqualTo("seat-held");
            north.release(ben, bens);
            var annas = HoldId.of(north.hold(anna, house, seat).at("/holdId"));

            south.part(CommandGateway.class)
                    .sendAndWait(new SellHold(annas, new BuyerId(anna.id()), OrderId.payingFor(annas)));

            assertThat(north.eventsOf(house + "/" + seat)).last().isEqualTo("SeatSold");
        }
    }

    @Test
    void an_evening_cancelled_at_one_is_refused_at_the_other_a_second_later_at_most() throws Exception {
        var house = north.openEvening(1, 2, LIMIT);
        var anna = Person.buyer("anna-late");
        // South has looked, and found that it takes place.
        assertThat(south.hold(anna, house, "A-1-1").status()).isEqualTo(201);

        assertThat(north.cancel(Person.organiser("opera"), house).status()).isEqualTo(202);
        var cancelledAt = Instant.now();

        assertThat(north.hold(anna, house, "A-1-2").problem()).isEqualTo("schedule-cancelled");
        var answer = south.hold(anna, house, "A-1-2");
        while (answer.status() == 201) {
            assertThat(Instant.now()).isBefore(cancelledAt.plus(Duration.ofSeconds(2)));
            south.release(anna, answer.at("/holdId"));
            answer = south.hold(anna, house, "A-1-2");
        }
        assertThat(answer.problem()).isEqualTo("schedule-cancelled");
    }

    private long openHolds(String house) {
        return north.log()
                .sql("SELECT count(*) FROM open_hold WHERE hold_id LIKE :house")
                .param("house", house + ".%")
                .query(Long.class)
                .single();
    }

    private static double announced(Instance instance) {
        return metric(instance, "rowlock_lapses_announced_seconds_count ");
    }

    private static double metric(Instance instance, String name) {
        return Person.buyer("scraper")
                .get(instance.address(), "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    /** What happened to a seat, and when. */
    private record SeatEvent(String seat, String type, Instant at, JsonNode json) {}

    private List<SeatEvent> seatEvents(String house) {
        return north.log()
                .sql("""
                        SELECT aggregate_identifier, substring(payload_type from '[^$]*$'), time_stamp, payload
                        FROM domain_event WHERE type = 'Seat' AND aggregate_identifier LIKE :seats
                        ORDER BY global_index""")
                .param("seats", house + "/%")
                .query((row, _) -> new SeatEvent(
                        row.getString(1),
                        row.getString(2),
                        Instant.parse(row.getString(3)),
                        JSON.readTree(row.getBytes(4))))
                .list();
    }

    private List<Answer> atOnce(List<Callable<Answer>> wishes) throws Exception {
        var start = new CyclicBarrier(wishes.size());
        List<Future<Answer>> running = new ArrayList<>();
        for (var wish : wishes) {
            running.add(callers.submit(() -> {
                start.await();
                return wish.call();
            }));
        }
        List<Answer> answers = new ArrayList<>();
        for (var answer : running) {
            answers.add(answer.get());
        }
        return answers;
    }
}
