package io.rowlock.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two instances share nothing but the database: no lock, no memory. */
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoInstancesTest {
    private static final int ROUNDS = 1_000;

    private final Instance north;
    private final Instance south;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    TwoInstancesTest(Corner corner) {
        north = new Instance(corner);
        south = new Instance(corner);
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
    void one_buyers_requests_to_both_never_get_more_seats_than_one_buyer_may_have() throws Exception {
        var anna = Person.buyer("anna-again");
        var house = north.openEvening(10, 10, 4);
        List<Callable<Answer>> wishes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            var instance = i % 2 == 0 ? north : south;
            var seat = "A-" + (i / 10 + 1) + "-" + (i % 10 + 1);
            wishes.add(() -> instance.hold(anna, house, seat));
        }

        var answers = atOnce(wishes);

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(4);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("too-many-seats"));
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
