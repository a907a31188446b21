package io.rowlock.api.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoomPolicyTest {
    private static final Duration SOME_TIME = Duration.ofMinutes(10);

    @Test
    void the_least_that_makes_a_policy() {
        assertThat(policy(1, 1, Duration.ofNanos(1), null, 1, Duration.ZERO).admitPerSecond())
                .isEqualTo(1);
    }

    @Test
    void a_room_that_admits_nobody_is_paused_and_not_set_to_nothing() {
        refused(0, 1, SOME_TIME, null, 1, SOME_TIME);
        refused(1, 0, SOME_TIME, null, 1, SOME_TIME);
        refused(1, 1, SOME_TIME, null, 0, SOME_TIME);
    }

    @Test
    void an_admission_lasts_some_time_and_no_gate_is_open_for_less_than_none() {
        refused(1, 1, Duration.ZERO, null, 1, SOME_TIME);
        refused(1, 1, SOME_TIME, null, 1, Duration.ofNanos(-1));
    }

    @Test
    void a_message_says_something_and_is_short() {
        assertThat(policy(1, 1, SOME_TIME, "x".repeat(500), 1, SOME_TIME).message())
                .hasSize(500);
        refused(1, 1, SOME_TIME, "x".repeat(501), 1, SOME_TIME);
        refused(1, 1, SOME_TIME, " ", 1, SOME_TIME);
    }

    private static void refused(
            int rate, int active, Duration admission, @Nullable String message, long capacity, Duration open) {
        assertThatThrownBy(() -> policy(rate, active, admission, message, capacity, open))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RoomPolicy policy(
            int rate, int active, Duration admission, @Nullable String message, long capacity, Duration open) {
        return new RoomPolicy(rate, active, admission, false, message, capacity, true, WithoutRedis.OPEN, open);
    }
}
