package io.rowlock.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.fairness.QueueProof.Chance;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Over many seeds it does not matter who came first.
 *
 * <p>A fair draw fails one of these once in about a million times; the seeds are always the same, so it is either always
 * or never. Draws that are not fair are put to the same tests, so that it is known what they can see.
 */
class ArrivalDoesNotMatterTest {
    private static final int PLACES = 24;
    private static final int DRAWS = 24_000;
    /** How many standard deviations a normal variable exceeds, to one side or the other, once in a million times. */
    private static final double ONCE_IN_A_MILLION = 4.9;

    private static final String LIST = QueueProof.firstDigest("sch-1", 1);

    @Test
    void each_arrival_gets_each_turn_equally_often() {
        assertThat(looksFair(seed -> QueueProof.order(seed(seed), PLACES, LIST)))
                .isTrue();
    }

    @Test
    void first_come_first_served_does_not_look_fair() {
        assertThat(looksFair(seed -> IntStream.range(0, PLACES).toArray())).isFalse();
    }

    @Test
    void a_shuffle_that_exchanges_with_anybody_does_not_look_fair() {
        assertThat(looksFair(seed -> {
                    var chance = new Chance(seed(seed));
                    var order = IntStream.range(0, PLACES).toArray();
                    for (int at = 0; at < PLACES; at++) {
                        exchange(order, at, chance.below(PLACES));
                    }
                    return order;
                }))
                .isFalse();
    }

    @Test
    void a_shuffle_that_never_leaves_anybody_where_they_are_does_not_look_fair() {
        assertThat(looksFair(seed -> {
                    var chance = new Chance(seed(seed));
                    var order = IntStream.range(0, PLACES).toArray();
                    for (int last = PLACES - 1; last > 0; last--) {
                        exchange(order, last, chance.below(last));
                    }
                    return order;
                }))
                .isFalse();
    }

    @Test
    void a_shuffle_by_remainders_of_small_numbers_does_not_look_fair() {
        assertThat(looksFair(seed -> {
                    var chance = new Chance(seed(seed));
                    var order = IntStream.range(0, PLACES).toArray();
                    for (int last = PLACES - 1; last > 0; last--) {
                        exchange(order, last, (int) (chance.next() % 64) % (last + 1));
                    }
                    return order;
                }))
                .isFalse();
    }

    @Test
    void in_a_large_draw_arrival_and_turn_have_nothing_to_do_with_each_other() {
        int places = 100_000;
        for (int draw = 0; draw < 5; draw++) {
            assertThat(rankCorrelation(QueueProof.order(seed(draw), places, LIST)) * Math.sqrt(places - 1.0))
                    .isBetween(-ONCE_IN_A_MILLION, ONCE_IN_A_MILLION);
        }
        assertThat(rankCorrelation(IntStream.range(0, places).toArray())).isEqualTo(1.0);
    }

    @Test
    void the_early_half_gets_half_of_the_early_turns() {
        int places = 100_000;
        for (int draw = 0; draw < 5; draw++) {
            long early = Arrays.stream(QueueProof.order(seed(draw), places, LIST), 0, places / 2)
                    .filter(arrival -> arrival < places / 2)
                    .count();
            // Drawn without putting back: the variance is a quarter of a quarter of the places.
            assertThat((early - places / 4.0) / Math.sqrt(places / 16.0))
                    .isBetween(-ONCE_IN_A_MILLION, ONCE_IN_A_MILLION);
        }
    }

    @Test
    void numbers_that_would_favour_the_first_are_thrown_away() {
        int bound = 3;
        long all = 1L << 32;
        long unfair = all - all % bound;

        assertThat(chance(List.of(unfair, 5L)).below(bound)).isEqualTo(2);
        assertThat(chance(List.of(unfair - 1)).below(bound)).isEqualTo(2);
        assertThat(chance(List.of(all - 1, all - 1, 0L)).below(bound)).isZero();
        assertThat(chance(List.of(all - 1)).below(1 << 30)).isEqualTo((1 << 30) - 1);
    }

    @Test
    void a_bound_for_which_remainders_would_be_far_from_fair_is_kept_fairly() {
        int bound =
                1_610_612_736; // 2^32 is 2.67 times as much: plain remainders give the first two thirds half as much
        // again
        var chance = new Chance(seed(1));
        int draws = 60_000;
        var thirds = new long[3];
        for (int draw = 0; draw < draws; draw++) {
            thirds[(int) ((long) chance.below(bound) * 3 / bound)]++;
        }
        assertThat(chiSquare(thirds, draws / 3.0)).isLessThan(27.6); // two degrees of freedom, once in a million
    }

    /** Chi-square over all arrivals and turns at once, which has (n-1)^2 degrees of freedom, as a normal variable. */
    private static boolean looksFair(IntFunction<int[]> draw) {
        var times = new long[PLACES * PLACES];
        for (int seed = 0; seed < DRAWS; seed++) {
            var order = draw.apply(seed);
            for (int turn = 0; turn < PLACES; turn++) {
                times[order[turn] * PLACES + turn]++;
            }
        }
        double freedom = (PLACES - 1.0) * (PLACES - 1.0);
        double cube = Math.cbrt(chiSquare(times, (double) DRAWS / PLACES) / freedom);
        double deviation = (cube - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom)); // Wilson and Hilferty
        return Math.abs(deviation) < ONCE_IN_A_MILLION;
    }

    private static double chiSquare(long[] times, double expected) {
        return Arrays.stream(times)
                .mapToDouble(it -> (it - expected) * (it - expected) / expected)
                .sum();
    }

    private static double rankCorrelation(int[] order) {
        double n = order.length;
        double squares = 0;
        for (int turn = 0; turn < order.length; turn++) {
            double apart = (double) turn - order[turn];
            squares += apart * apart;
        }
        return 1 - 6 * squares / (n * (n * n - 1));
    }

    private static void exchange(int[] order, int one, int other) {
        int moved = order[one];
        order[one] = order[other];
        order[other] = moved;
    }

    private static byte[] seed(int number) {
        return ByteBuffer.allocate(32).putInt(number).array();
    }

    private static Chance chance(List<Long> numbers) {
        Iterator<Long> next = numbers.iterator();
        return new Chance(seed(0)) {
            @Override
            long next() {
                return next.next();
            }
        };
    }
}
