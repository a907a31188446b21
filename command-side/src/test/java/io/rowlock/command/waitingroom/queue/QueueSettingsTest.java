package io.rowlock.command.waitingroom.queue;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings with which a second could hold more than its share are refused at start-up. */
class QueueSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT0.5S", "PT0.1S", "PT0.01S", "PT0.125S"})
    void a_second_and_its_even_parts_are_steps(String step) {
        assertThatCode(() -> stepping(Duration.parse(step))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2S", "PT0.3S", "PT0.009S", "PT0S", "PT1.001S", "PT0.999S"})
    void nothing_else_is(String step) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stepping(Duration.parse(step)))
                .withMessageContaining("rowlock.waiting-room.queue.step");
    }

    @Test
    void a_room_is_not_forgotten_before_an_admission_can_have_ended() {
        assertThatCode(() -> forgotten(Duration.ofHours(25))).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> forgotten(Duration.ofHours(25).minusMillis(1)))
                .withMessageContaining("rowlock.waiting-room.queue.forgotten-after");
    }

    private static QueueSettings stepping(Duration step) {
        return settings(step, Duration.ofDays(2));
    }

    private static QueueSettings forgotten(Duration after) {
        return settings(Duration.ofSeconds(1), after);
    }

    private static QueueSettings settings(Duration step, Duration forgottenAfter) {
        var minute = Duration.ofMinutes(1);
        return new QueueSettings(
                step, 2_000, 1_000, minute, minute, minute, minute, Duration.ofMillis(500), forgottenAfter);
    }
}
