package io.rowlock.command.waitingroom.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.command.waitingroom.gate.GatedCommands.Purpose;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentGraceTest {
    private static final Instant END = Instant.parse("2027-03-01T20:10:00Z");
    private static final PaymentGrace TWO_MINUTES = new PaymentGrace(Duration.ofMinutes(2));

    @ParameterizedTest
    @CsvSource({"0, true", "119999, true", "120000, false", "120001, false"})
    void anna_may_go_to_pay_for_two_minutes_after_her_admission_has_ended(long millisLater, boolean covered) {
        assertThat(TWO_MINUTES.covers(Purpose.PAY, END, END.plusMillis(millisLater)))
                .isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "120000"})
    void she_holds_nothing_more_from_its_end_on(long millisLater) {
        assertThat(TWO_MINUTES.covers(Purpose.HOLD, END, END.plusMillis(millisLater)))
                .isFalse();
    }
}
