package io.rowlock.command.waitingroom.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.hold.HoldCommand.HoldSeats;
import io.rowlock.api.hold.HoldCommand.LapseHold;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.seat.SeatName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopwatchTest {
    private static final HoldId HOLD = new HoldId(new ScheduleId("sch-1"), "9w3f");
    private static final BuyerId ANNA = new BuyerId("usr-anna");
    private static final HoldSeats ASKED = new HoldSeats(HOLD, ANNA, List.of(new SeatName("A", 1, 1)));

    private final Stopwatch stopwatch = new Stopwatch();

    @Test
    void nothing_done_is_nothing_slow() {
        assertThat(stopwatch.lap()).isEqualTo(new PaceRule.Sample(0, Duration.ZERO, 0));
    }

    @Test
    void five_of_a_hundred_may_be_slow() {
        for (int i = 1; i <= 100; i++) {
            stopwatch.did(ASKED, Duration.ofMillis(i));
        }
        assertThat(stopwatch.lap()).isEqualTo(new PaceRule.Sample(100, Duration.ofMillis(96), 0));
    }

    @Test
    void what_could_not_be_done_is_counted_and_each_lap_begins_anew() {
        stopwatch.couldNotDo(ASKED);
        stopwatch.couldNotDo(ASKED);
        assertThat(stopwatch.lap().notDone()).isEqualTo(2);
        assertThat(stopwatch.lap().notDone()).isZero();
    }

    @Test
    void what_the_house_does_for_itself_is_not_looked_at() {
        stopwatch.did(new LapseHold(HOLD, ANNA), Duration.ofMinutes(1));
        stopwatch.couldNotDo(new LapseHold(HOLD, ANNA));
        assertThat(stopwatch.lap()).isEqualTo(new PaceRule.Sample(0, Duration.ZERO, 0));
    }

    @Test
    void of_very_many_the_first_are_looked_at_and_all_are_counted() {
        for (int i = 0; i < 5_000; i++) {
            stopwatch.did(ASKED, Duration.ofMillis(i < 2_048 ? 7 : 99));
        }
        assertThat(stopwatch.lap()).isEqualTo(new PaceRule.Sample(5_000, Duration.ofMillis(7), 0));
    }
}
