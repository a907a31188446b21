package io.rowlock.command.waitingroom.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rowlock.command.waitingroom.pace.PaceRule.Sample;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PaceRuleTest {
    private static final Duration SLOW_AT = Duration.ofMillis(500);
    private static final Offset<Double> EXACTLY = within(1e-9);

    private final PaceRule rule =
            new PaceRule(new PaceSettings(Duration.ofSeconds(1), SLOW_AT, 5, 5, 5, 70, 5, Duration.ofSeconds(5)));

    @Test
    void a_house_that_is_well_admits_at_its_full_rate() {
        assertThat(rule.next(1, done(100, SLOW_AT))).isEqualTo(1);
        assertThat(rule.next(1, done(0, Duration.ZERO))).isEqualTo(1);
    }

    @Test
    void a_slow_house_admits_fewer_and_fewer() {
        var slow = done(100, SLOW_AT.plusNanos(1));
        assertThat(rule.next(1, slow)).isEqualTo(0.7, EXACTLY);
        assertThat(rule.next(0.7, slow)).isEqualTo(0.49, EXACTLY);
    }

    @Test
    void more_than_five_of_a_hundred_that_could_not_be_carried_out_are_reason_enough() {
        assertThat(rule.next(1, new Sample(95, Duration.ofMillis(1), 5))).isEqualTo(1);
        assertThat(rule.next(1, new Sample(94, Duration.ofMillis(1), 6))).isEqualTo(0.7, EXACTLY);
    }

    @Test
    void who_fails_alone_slows_nobody_down() {
        assertThat(rule.next(1, new Sample(0, Duration.ZERO, 4))).isEqualTo(1);
        assertThat(rule.next(1, new Sample(0, Duration.ZERO, 5))).isEqualTo(0.7, EXACTLY);
    }

    @Test
    void few_slow_commands_are_no_reason() {
        assertThat(rule.next(1, done(4, Duration.ofSeconds(9)))).isEqualTo(1);
        assertThat(rule.next(1, done(5, Duration.ofSeconds(9)))).isEqualTo(0.7, EXACTLY);
    }

    @Test
    void however_bad_it_is_a_few_are_admitted_so_that_it_is_noticed_when_it_gets_better() {
        assertThat(rule.next(0.06, new Sample(0, Duration.ZERO, 9))).isEqualTo(0.05, EXACTLY);
        assertThat(rule.next(0.05, new Sample(0, Duration.ZERO, 9))).isEqualTo(0.05, EXACTLY);
    }

    @Test
    void it_goes_up_slowly_and_no_higher_than_the_full_rate() {
        assertThat(rule.next(0.05, done(10, SLOW_AT))).isEqualTo(0.10, EXACTLY);
        assertThat(rule.next(0.97, done(10, SLOW_AT))).isEqualTo(1);
    }

    @Test
    void after_a_bad_second_it_takes_six_good_ones_to_be_at_the_full_rate_again() {
        var pace = rule.next(1, new Sample(0, Duration.ZERO, 5));
        int seconds = 0;
        while (pace < 1) {
            pace = rule.next(pace, done(10, SLOW_AT));
            seconds++;
        }
        assertThat(seconds).isEqualTo(6);
    }

    private static Sample done(int commands, Duration slowest) {
        return new Sample(commands, slowest, 0);
    }
}
