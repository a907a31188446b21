package io.rowlock.local.endtoend;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.local.endtoend.RealApps.CommandSide;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** No seat is sold twice, however many want it and whichever process they ask. */
@OnRealServers
class OneSeatManyCallersTest {
    private static final Logger LOG = LoggerFactory.getLogger(OneSeatManyCallersTest.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SEATS = 50;
    private static final int CALLERS = 200;

    /** As many as want one seat, so that all of them are on their way to it together. */
    private static final int AT_ONCE = CALLERS;

    /** Somebody who wants a seat, and whom they ask for it. */
    private record Wish(Person caller, String seat, CommandSide asked) {}

    private record Outcome(Wish wish, Answer answer, Duration after) {
        boolean granted() {
            return answer.status() == 201;
        }

        String refusal() {
            return answer.status() + " " + answer.headers().get("content-type") + " " + answer.problem();
        }
    }

    @Test
    void of_two_hundred_callers_for_each_of_fifty_seats_asking_two_processes_one_gets_it(Corner corner)
            throws Exception {
        try (var apps = new RealApps(OneSeatManyCallersTest.class, corner)) {
            var commandSides = apps.twoCommandSides();
            var evening = commandSides.getFirst().openEvening(1, SEATS, 1);

            var outcomes = askedTogether(evening, wishes(commandSides));

            var granted = outcomes.stream().filter(Outcome::granted).toList();
            assertThat(granted).extracting(it -> it.wish().seat()).containsExactlyInAnyOrderElementsOf(seats());
            assertThat(outcomes.stream().filter(it -> !it.granted()).collect(groupingBy(Outcome::refusal, counting())))
                    .isEqualTo(Map.of("409 application/problem+json seat-held", (long) SEATS * (CALLERS - 1)));
            assertThat(eventsOfSeats(apps, evening))
                    .containsExactlyInAnyOrderElementsOf(granted.stream()
                            .map(it -> evening + "/" + it.wish().seat() + " 0 SeatHeld by "
                                    + it.wish().caller().id())
                            .toList());
        }
    }

    private static List<String> seats() {
        return IntStream.rangeClosed(1, SEATS)
                .mapToObj(number -> "A-1-" + number)
                .toList();
    }

    /** Every caller is somebody else: nobody is refused for any reason but the seat. */
    private static List<Wish> wishes(List<CommandSide> commandSides) {
        return seats().parallelStream()
                .flatMap(seat -> IntStream.range(0, CALLERS)
                        .mapToObj(i -> new Wish(
                                Person.buyer(seat + "-" + i), seat, commandSides.get(i % commandSides.size()))))
                .toList();
    }

    private static List<Outcome> askedTogether(String evening, List<Wish> wishes) throws Exception {
        var start = new CountDownLatch(1);
        var underway = new Semaphore(AT_ONCE, true);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> asking = new ArrayList<>();
            for (var wish : wishes) {
                asking.add(callers.submit(() -> {
                    start.await();
                    underway.acquire();
                    try {
                        return askedBy(wish, evening);
                    } finally {
                        underway.release();
                    }
                }));
            }
            long began = System.nanoTime();
            start.countDown();
            List<Outcome> outcomes = new ArrayList<>();
            for (var outcome : asking) {
                outcomes.add(outcome.get());
            }
            var took = Duration.ofNanos(System.nanoTime() - began);
            LOG.info(
                    "{} callers were answered within {} ms, the one who waited longest after {} ms",
                    outcomes.size(),
                    took.toMillis(),
                    outcomes.stream()
                            .map(Outcome::after)
                            .max(Comparator.naturalOrder())
                            .orElseThrow()
                            .toMillis());
            return outcomes;
        }
    }

    private static Outcome askedBy(Wish wish, String evening) throws Exception {
        long began = System.nanoTime();
        var answer = wish.asked().hold(wish.caller(), evening, wish.seat());
        return new Outcome(wish, answer, Duration.ofNanos(System.nanoTime() - began));
    }

    private static List<String> eventsOfSeats(RealApps apps, String evening) {
        return apps.log()
                .sql("""
                        SELECT aggregate_identifier, sequence_number, substring(payload_type from '[^$]*$'), payload
                        FROM domain_event WHERE type = 'Seat' AND aggregate_identifier LIKE :seats""")
                .param("seats", evening + "/%")
                .query((row, _) -> row.getString(1) + " " + row.getLong(2) + " " + row.getString(3) + " by "
                        + JSON.readTree(row.getBytes(4)).at("/buyer").asString())
                .list();
    }
}
