package io.rowlock.command.waitingroom.left;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.catalogue.Section;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeftTest {
    private static final Instant NOON = Instant.parse("2027-05-01T12:00:00Z");
    private static final Money CHEAP = new Money(80_000, "KRW");
    private static final Money MIDDLE = new Money(120_000, "KRW");
    private static final Money DEAR = new Money(150_000, "KRW");

    /** The stalls are in two parts at two prices. */
    private static final ScheduleTerms TERMS = ScheduleTerms.of(
            "The Old House",
            NOON.plus(Duration.ofDays(31)),
            NOON,
            NOON.plus(Duration.ofDays(30)),
            null,
            4,
            Duration.ofMinutes(8),
            null,
            true,
            List.of(
                    new Section("A", "Stalls", 1, 10, DEAR),
                    new Section("B", "Stalls", 1, 10, MIDDLE),
                    new Section("C", "Balcony", 1, 10, CHEAP)));

    @Test
    void at_first_everything_is_left() {
        assertThat(Left.of(TERMS, Map.of())).isEqualTo(new Left(CHEAP, DEAR, List.of()));
    }

    @Test
    void a_section_is_sold_out_with_its_last_seat() {
        assertThat(Left.of(TERMS, Map.of("C", 9L))).isEqualTo(new Left(CHEAP, DEAR, List.of()));
        assertThat(Left.of(TERMS, Map.of("C", 10L))).isEqualTo(new Left(MIDDLE, DEAR, List.of("Balcony")));
    }

    @Test
    void a_grade_is_sold_out_with_the_last_of_its_sections() {
        assertThat(Left.of(TERMS, Map.of("A", 10L))).isEqualTo(new Left(CHEAP, MIDDLE, List.of()));
        assertThat(Left.of(TERMS, Map.of("A", 10L, "B", 10L))).isEqualTo(new Left(CHEAP, CHEAP, List.of("Stalls")));
    }

    @Test
    void when_nothing_is_left_there_is_no_price() {
        assertThat(Left.of(TERMS, Map.of("A", 10L, "B", 10L, "C", 10L)))
                .isEqualTo(new Left(null, null, List.of("Stalls", "Balcony")));
    }
}
