package io.rowlock.command.waitingroom.entrance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nobody who asks as often as they are told to may be passed over. */
class SettingsFitTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void who_asks_as_told_may_lose_a_question_and_is_not_passed_over() {
        assertThatCode(() -> SettingsFit.mustFit(asking(30), telling(30), Duration.ofSeconds(60)))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingsFit.mustFit(asking(31), telling(30), Duration.ofSeconds(60)))
                .withMessageContaining("polls.longest");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingsFit.mustFit(asking(30), telling(31), Duration.ofSeconds(60)))
                .withMessageContaining("streams.seen-every");
    }

    private static PollSettings asking(int longest) {
        return new PollSettings(SECOND, Duration.ofSeconds(longest), 1_000, 10, Duration.ZERO);
    }

    private static StreamSettings telling(int seenEvery) {
        return new StreamSettings(
                1, SECOND, Duration.ofSeconds(seenEvery), Duration.ofSeconds(15), Duration.ofMinutes(15));
    }
}
