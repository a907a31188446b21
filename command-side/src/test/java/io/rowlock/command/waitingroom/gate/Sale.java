package io.rowlock.command.waitingroom.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.Instance;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** An evening that a crowd of admitted buyers goes on holding and paying seats of, at every instance, until it is told to stop. */
final class Sale implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SEATS_A_ROW = 100;

    private final List<Instance> instances;
    private final String evening;
    private final int rows;
    private final AdmissionTokens tokens;
    private final ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Set<String> orders = ConcurrentHashMap.newKeySet();
    private final AtomicInteger buyers = new AtomicInteger();
    private volatile boolean over;

    Sale(List<Instance> instances, String evening, int rows) {
        this.instances = instances;
        this.evening = evening;
        this.rows = rows;
        this.tokens = instances.getFirst().part(AdmissionTokens.class);
    }

    static Sale of(List<Instance> instances, int rows) {
        return new Sale(instances, instances.getFirst().openGatedEvening(rows, SEATS_A_ROW, 4), rows);
    }

    String evening() {
        return evening;
    }

    /** So many at a time; each buys once, and then somebody else comes. */
    void begin(int atATime) {
        for (int i = 0; i < atATime; i++) {
            var chance = new Random(i);
            var _ = crowd.submit(() -> {
                while (!over) {
                    buyOnce(chance);
                }
            });
        }
    }

    private void buyOnce(Random chance) {
        var buyer = somebody();
        var token = tokenOf(buyer);
        while (!over) {
            var held = any(chance).holdWith(token, buyer, evening, seat(chance));
            count("hold", held);
            if (held.status() == 201) {
                pay(chance, buyer, token, held.at("/holdId"));
                return;
            }
        }
    }

    private void pay(Random chance, Person buyer, String token, String hold) {
        while (!over) {
            var ready = any(chance).readyWith(token, buyer, hold);
            count("ready", ready);
            if (ready.status() == 201) {
                var order = ready.at("/orderId");
                orders.add(order);
                count("pay", any(chance).succeed(buyer, order, "txn-" + order));
                return;
            }
        }
    }

    private void count(String what, Answer answer) {
        var said = what + " " + answer.status() + (answer.status() < 300 ? "" : " " + answer.problem());
        answers.computeIfAbsent(said, _ -> new LongAdder()).increment();
    }

    /** How often the crowd has been answered what, since it was asked last. */
    Map<String, Long> answersSinceLastAsked() {
        var told = new HashMap<String, Long>();
        answers.forEach((said, times) -> told.put(said, times.sumThenReset()));
        told.values().removeIf(it -> it == 0);
        return told;
    }

    /** Whatever the crowd has been answered, from the beginning. */
    Set<String> answersEver() {
        return Set.copyOf(answers.keySet());
    }

    Person somebody() {
        return Person.buyer(evening.substring(4) + "-" + buyers.incrementAndGet());
    }

    String tokenOf(Person buyer) {
        var now = Instant.now();
        return tokens.tokenFor(new Admission(
                "1.0." + now.toEpochMilli(), new ScheduleId(evening), new BuyerId(buyer.id()), now.plusSeconds(600)));
    }

    private Instance any(Random chance) {
        return instances.get(chance.nextInt(instances.size()));
    }

    /** The last row is left to those who look closely. */
    private String seat(Random chance) {
        return "A-%d-%d".formatted(1 + chance.nextInt(rows - 1), 1 + chance.nextInt(SEATS_A_ROW));
    }

    String ownSeat(int number) {
        return "A-%d-%d".formatted(rows, number);
    }

    /** Everybody goes home, and what was paid is settled. */
    void end() {
        over = true;
        close();
        var log = instances.getFirst();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(orders)
                        .allMatch(order -> log.eventsOf(order).stream()
                                .anyMatch(it -> it.equals("PaymentConfirmed") || it.equals("PaymentRefunded"))));
    }

    /** As the log tells it: who has a seat has it until they give it back, and one that is sold is sold. */
    int seatsSoldOnceEach() {
        var holder = new HashMap<String, String>();
        var sold = new HashSet<String>();
        for (var event : seatEvents()) {
            switch (event.type()) {
                case "SeatHeld" -> {
                    assertThat(sold).as("%s", event).doesNotContain(event.seat());
                    assertThat(holder.put(event.seat(), event.hold()))
                            .as("%s", event)
                            .isNull();
                }
                case "SeatReleased" -> assertThat(holder.remove(event.seat())).isEqualTo(event.hold());
                case "SeatSold" -> {
                    assertThat(holder.get(event.seat())).as("%s", event).isEqualTo(event.hold());
                    assertThat(sold.add(event.seat())).as("%s", event).isTrue();
                }
                default -> throw new IllegalStateException("Not expected here: " + event);
            }
        }
        return sold.size();
    }

    private record SeatEvent(String seat, String type, String hold) {}

    private List<SeatEvent> seatEvents() {
        return new ArrayList<>(instances
                .getFirst()
                .log()
                .sql("""
                        SELECT aggregate_identifier, substring(payload_type from '[^$]*$'),
                               convert_from(payload, 'UTF8')::json ->> 'holdId'
                        FROM domain_event WHERE type = 'Seat' AND aggregate_identifier LIKE :seats
                        ORDER BY global_index""")
                .param("seats", evening + "/%")
                .query((row, _) -> new SeatEvent(row.getString(1), row.getString(2), row.getString(3)))
                .list());
    }

    @Override
    public void close() {
        over = true;
        crowd.close();
    }
}
