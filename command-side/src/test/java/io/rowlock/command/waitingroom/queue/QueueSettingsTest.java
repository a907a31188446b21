package io.rowlock.command.waitingroom.queue;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rowlock.command.waitingroom.room.PolicyBounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings with which a second could hold more than its share are refused at start-up. */
class QueueSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

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

    @Test
    void a_room_is_remembered_for_longer_than_any_admission_lasts() {
        var settings = forgotten(Duration.ofHours(25));
        assertThatCode(() -> SettingsFit.mustFit(
                        settings, bounds(Duration.ofHours(25).minusSeconds(1)), SECOND))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingsFit.mustFit(settings, bounds(Duration.ofHours(25)), SECOND))
                .withMessageContaining("rowlock.waiting-room.queue.forgotten-after");
    }

    @Test
    void a_round_is_not_taken_for_lost_while_it_may_still_be_put_up() {
        var settings = forgotten(Duration.ofDays(2));
        var minute = settings.lostAfter();
        assertThatCode(() -> SettingsFit.mustFit(settings, bounds(Duration.ofHours(1)), minute.minusMillis(1)))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingsFit.mustFit(settings, bounds(Duration.ofHours(1)), minute))
                .withMessageContaining("rowlock.waiting-room.queue.lost-after");
    }

    private static PolicyBounds bounds(Duration longestAdmission) {
        return new PolicyBounds(1, 1, longestAdmission, 1, Duration.ofHours(1));
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
