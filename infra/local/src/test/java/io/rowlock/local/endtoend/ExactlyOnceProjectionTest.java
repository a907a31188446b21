package io.rowlock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.testing.BoxOffice;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is shown is what was decided, whatever becomes of the process that shows it. */
@OnRealServers
class ExactlyOnceProjectionTest {
    private static final Logger LOG = LoggerFactory.getLogger(ExactlyOnceProjectionTest.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * Whoever takes over from a killed query side has to wait so long. Not less: whoever is taken over from while alive,
     * on a machine that stood still for a moment, leaves that part to others for up to a minute.
     */
    private static final String CLAIMS_LAPSE_SOON = "--rowlock.feed.claim-timeout=5s";

    private static final List<String> READ_MODEL = List.of(
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

    private static final int KILLS = 3;

    /** One for each kill to interrupt, and one after the last. */
    private static final int WAVES = KILLS + 1;

    private static final int VISITS_IN_A_WAVE = 240;
    private static final int SEATS = 4;

    /** How a visit to the box office ends, and how many events of seats and of everything it leaves in the log. */
    private enum Visit {
        HELD(SEATS, 1 + SEATS),
        KEPT_LONGER(2 * SEATS, 2 + 2 * SEATS),
        GIVEN_BACK(2 * SEATS, 2 + 2 * SEATS),
        TAKEN_AGAIN(3 * SEATS, 3 + 3 * SEATS),
        NOT_PAID(2 * SEATS, 4 + 2 * SEATS),
        PAID(2 * SEATS, 6 + 2 * SEATS);

        private final int seatEvents;
        private final int events;

        Visit(int seatEvents, int events) {
            this.seatEvents = seatEvents;
            this.events = events;
        }

        static Visit number(int i) {
            return values()[i % values().length];
        }
    }

    @Test
    void each_of_ten_thousand_events_is_projected_once_though_of_two_query_sides_one_is_killed_three_times(
            Corner corner) throws Exception {
        try (var apps = new RealApps(ExactlyOnceProjectionTest.class, corner);
                var sale = new Sale(apps.twoCommandSides())) {
            var killed = apps.readyQuerySideCalled("killed", CLAIMS_LAPSE_SOON);
            var other = apps.readyQuerySideCalled("other", CLAIMS_LAPSE_SOON);
            for (int wave = 0; wave < KILLS; wave++) {
                sale.begin(wave);
                awaitProjected(apps, sale.seatEventsBefore(wave) + sale.seatEventsBefore(1) / 3);
                killed.kill();
                LOG.info("Killed when {} of {} seat events were projected", projected(apps), seatEventsIn(apps));
                assertThat(projected(apps)).isLessThan(sale.seatEventsBefore(wave + 1));
                sale.lateComerIsServedBy(other.address(), wave);
                // Ready before the next wave, so that it is killed in the middle of that one, too.
                killed = apps.readyQuerySideCalled("killed", CLAIMS_LAPSE_SOON);
            }
            sale.begin(KILLS);
            sale.awaitEnd();

            // A concert, its evening, the visits, and a hold of one seat by each who came late.
            int written = 2 + sale.events() + 2 * KILLS;
            assertThat(written).isGreaterThan(10_000);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(number(apps.log(), "SELECT count(*) FROM domain_event"))
                            .isEqualTo(written));

            var expected = FoldedLog.of(apps.log());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(
                                    Rows.in(apps.readModel(), READ_MODEL).differencesFrom(expected))
                            .as("what %d events should have become, and have not", written)
                            .isEmpty());
            assertThat(deadLetters(apps)).isZero();
            var killedAndBack = killed.address();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(sale.shownBy(killedAndBack))
                            .isEqualTo(sale.shownBy(other.address()))
                            .contains("A")
                            .contains("H")
                            .contains("S"));
            LOG.info("{} events became {} rows, each as it should be", written, expected.size());
        }
    }

    private static void awaitProjected(RealApps apps, int seatEvents) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(projected(apps))
                        .as(() -> "seat events projected, of " + seatEventsIn(apps) + ", with " + deadLetters(apps)
                                + " dead letters")
                        .isGreaterThanOrEqualTo(seatEvents));
    }

    /** Events of seats that the seat map has seen. */
    private static int projected(RealApps apps) {
        return number(apps.readModel(), "SELECT coalesce(sum(seen + 1), 0) FROM seat");
    }

    private static int seatEventsIn(RealApps apps) {
        return number(apps.log(), "SELECT count(*) FROM domain_event WHERE type = 'Seat'");
    }

    private static int deadLetters(RealApps apps) {
        return number(apps.readModel(), "SELECT count(*) FROM dead_letter_entry");
    }

    private static int number(JdbcClient tables, String question) {
        return tables.sql(question).query(Integer.class).single();
    }

    /** Two box offices that many buyers visit at once. */
    private static final class Sale implements AutoCloseable {
        private static final int AT_ONCE = 8;

        /** They come back, and find themselves at the other box office then. */
        private static final int BUYERS = VISITS_IN_A_WAVE * WAVES / 3 - 1;

        private static final int MOST_SEATS = 4 * SEATS;

        private final List<? extends BoxOffice> boxOffices;
        private final String evening;
        private final List<Person> buyers;
        private final ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor();
        private final Semaphore underway = new Semaphore(AT_ONCE);
        private final List<Future<?>> visits = new ArrayList<>();

        Sale(List<? extends BoxOffice> boxOffices) {
            this.boxOffices = boxOffices;
            this.evening = boxOffices.getFirst().openEvening(VISITS_IN_A_WAVE * WAVES + KILLS, SEATS, MOST_SEATS);
            this.buyers = IntStream.range(0, BUYERS)
                    .parallel()
                    .mapToObj(i -> Person.buyer("buyer-" + i))
                    .toList();
        }

        void begin(int wave) {
            IntStream.range(wave * VISITS_IN_A_WAVE, (wave + 1) * VISITS_IN_A_WAVE)
                    .forEach(i -> visits.add(visitors.submit(() -> {
                        underway.acquire();
                        try {
                            visit(i);
                        } finally {
                            underway.release();
                        }
                        return i;
                    })));
        }

        private void visit(int i) {
            var boxOffice = boxOffices.get(i % boxOffices.size());
            var buyer = buyers.get(i % BUYERS);
            var hold = hold(boxOffice, buyer, i);
            switch (Visit.number(i)) {
                case HELD -> {}
                case KEPT_LONGER -> done(200, boxOffice.extend(buyer, hold));
                case GIVEN_BACK -> giveBack(boxOffice, buyer, hold);
                case TAKEN_AGAIN -> {
                    giveBack(boxOffice, buyer, hold);
                    hold(boxOffice, buyer, i);
                }
                case NOT_PAID -> {
                    var order = done(201, boxOffice.ready(buyer, hold)).at("/orderId");
                    done(202, boxOffice.fail(buyer, order));
                }
                case PAID -> {
                    var order = done(201, boxOffice.ready(buyer, hold)).at("/orderId");
                    done(202, boxOffice.succeed(buyer, order, "txn-" + i));
                }
            }
        }

        /** A row for each visit. */
        private String hold(BoxOffice boxOffice, Person buyer, int i) {
            var seats = IntStream.rangeClosed(1, SEATS).mapToObj(number -> "A-" + (i + 1) + "-" + number);
            return done(201, boxOffice.hold(buyer, evening, seats.toArray(String[]::new)))
                    .at("/holdId");
        }

        /** Whoever comes right after a kill sees their seat and their hold where the query side that is left shows them. */
        void lateComerIsServedBy(URI querySide, int wave) {
            var carla = Person.buyer("carla-" + wave);
            int row = VISITS_IN_A_WAVE * WAVES + wave + 1;
            var held = boxOffices.getFirst().hold(carla, evening, "A-" + row + "-1");
            var hold = done(201, held).at("/holdId");
            var atLeast = new String[] {"Rowlock-At-Least", held.position()};
            // It has to notice that nobody follows the other one's parts any more.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(done(200, carla.get(querySide, map(), atLeast))
                                    .at("/sections/0/states")
                                    .charAt((row - 1) * SEATS))
                            .isEqualTo('H'));
            assertThat(done(200, carla.get(querySide, "/api/holds", atLeast)).body())
                    .contains(hold);
        }

        /** Every seat of the evening. */
        String shownBy(URI querySide) {
            return done(200, buyers.getFirst().get(querySide, map())).at("/sections/0/states");
        }

        private String map() {
            return "/api/schedules/" + evening + "/seats";
        }

        private static void giveBack(BoxOffice boxOffice, Person buyer, String hold) {
            done(204, boxOffice.release(buyer, hold));
        }

        private static Answer done(int status, Answer answer) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            return answer;
        }

        void awaitEnd() throws Exception {
            for (var visit : visits) {
                visit.get();
            }
        }

        int events() {
            return visitsBefore(WAVES).mapToInt(it -> it.events).sum();
        }

        int seatEventsBefore(int wave) {
            return visitsBefore(wave).mapToInt(it -> it.seatEvents).sum();
        }

        private static Stream<Visit> visitsBefore(int wave) {
            return IntStream.range(0, wave * VISITS_IN_A_WAVE).mapToObj(Visit::number);
        }

        @Override
        public void close() {
            visitors.shutdownNow();
        }
    }
}
