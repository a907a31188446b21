package io.rowlock.command.waitingroom.room;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rowlock.api.waitingroom.WithoutRedis;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What no operator may ask for is no default either. */
class PolicyDefaultsTest {
    private static final PolicyBounds BOUNDS =
            new PolicyBounds(100, 1_000, Duration.ofHours(1), 1_000_000, Duration.ofHours(1));

    @Test
    void a_default_is_within_the_bounds() {
        assertThatCode(() -> defaults(100, Duration.ofHours(1)).mustBeWithin(BOUNDS))
                .doesNotThrowAnyException();
        assertThatCode(() -> defaults(100, Duration.ofSeconds(10)).mustBeWithin(BOUNDS))
                .doesNotThrowAnyException();
        mustBeRefused(defaults(101, Duration.ofHours(1)));
        mustBeRefused(defaults(100, Duration.ofHours(1).plusSeconds(1)));
        mustBeRefused(defaults(100, Duration.ofSeconds(9)));
        mustBeRefused(defaults(100, Duration.ofMillis(10_500)));
    }

    @Test
    void what_remembers_admissions_outlasts_them() {
        assertThatCode(() -> BOUNDS.mustBeOutlastedBy("kept-for", Duration.ofMinutes(61)))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BOUNDS.mustBeOutlastedBy("kept-for", Duration.ofHours(1)))
                .withMessageContaining("kept-for");
    }

    private static void mustBeRefused(PolicyDefaults defaults) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.mustBeWithin(BOUNDS))
                .withMessageContaining("rowlock.waiting-room.policy");
    }

    private static PolicyDefaults defaults(int admitPerSecond, Duration admissionFor) {
        return new PolicyDefaults(
                admitPerSecond, 1_000, admissionFor, 1_000_000, true, WithoutRedis.CLOSED, Duration.ofHours(1));
    }
}
