package io.rowlock.api.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlock.api.Money;
import io.rowlock.api.seat.SeatName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTermsTest {
    private static final Instant NOON = Instant.parse("2027-05-01T12:00:00Z");
    private static final Instant SIX = NOON.plus(Duration.ofHours(6));
    private static final Instant EIGHT = NOON.plus(Duration.ofHours(8));
    private static final Section STALLS = new Section("A", "Stalls", 20, 30, new Money(150_000, "KRW"));

    @Test
    void a_plan_counts_its_seats() {
        var circle = new Section("B", "Circle", 5, 10, new Money(90_000, "KRW"));
        assertThat(terms(NOON, SIX, EIGHT, List.of(STALLS, circle)).seats()).isEqualTo(650);
    }

    @Test
    void a_section_has_its_corners_and_nothing_beyond() {
        assertThat(STALLS.has(new SeatName("A", 1, 1))).isTrue();
        assertThat(STALLS.has(new SeatName("A", 20, 30))).isTrue();
        assertThat(STALLS.has(new SeatName("A", 21, 30))).isFalse();
        assertThat(STALLS.has(new SeatName("A", 20, 31))).isFalse();
        assertThat(STALLS.has(new SeatName("B", 1, 1))).isFalse();
    }

    @Test
    void sales_open_before_they_close() {
        assertRefused(() -> terms(SIX, SIX, EIGHT, List.of(STALLS)));
    }

    @Test
    void sales_close_when_the_evening_starts_at_the_latest() {
        assertThat(terms(NOON, EIGHT, EIGHT, List.of(STALLS))).isNotNull();
        assertRefused(() -> terms(NOON, EIGHT.plusNanos(1), EIGHT, List.of(STALLS)));
    }

    @Test
    void buyers_cancel_until_the_evening_starts_at_the_latest() {
        assertThat(cancelledUntil(EIGHT)).isNotNull();
        assertRefused(() -> cancelledUntil(EIGHT.plusNanos(1)));
    }

    @Test
    void a_hold_may_always_last_as_long_as_it_lasts() {
        assertThat(heldAtMost(Duration.ofMinutes(8))).isNotNull();
        assertRefused(() -> heldAtMost(Duration.ofMinutes(8).minusNanos(1)));
    }

    @Test
    void what_the_organiser_does_not_say_the_house_does() {
        var terms = ScheduleTerms.of(
                "The Old House", EIGHT, NOON, SIX, null, 4, Duration.ofMinutes(8), null, false, List.of(STALLS));
        assertThat(terms.cancelUntil()).isEqualTo(SIX);
        assertThat(terms.holdAtMost()).isEqualTo(Duration.ofMinutes(16));
    }

    @Test
    void a_section_stands_there_once() {
        assertRefused(() -> terms(NOON, SIX, EIGHT, List.of(STALLS, STALLS)));
    }

    @Test
    void an_evening_is_sold_in_one_currency() {
        var circle = new Section("B", "Circle", 5, 10, new Money(9_000, "EUR"));
        assertRefused(() -> terms(NOON, SIX, EIGHT, List.of(STALLS, circle)));
    }

    @Test
    void an_evening_without_seats_is_none() {
        assertRefused(() -> terms(NOON, SIX, EIGHT, List.of()));
        assertRefused(() -> new Section("A", "Stalls", 0, 30, new Money(1, "KRW")));
        assertRefused(() -> new Section("A", "Stalls", 10_000, 30, new Money(1, "KRW")));
    }

    private static ScheduleTerms terms(Instant opens, Instant closes, Instant starts, List<Section> sections) {
        return ScheduleTerms.of(
                "The Old House", starts, opens, closes, null, 4, Duration.ofMinutes(8), null, false, sections);
    }

    private static ScheduleTerms cancelledUntil(Instant end) {
        return ScheduleTerms.of(
                "The Old House", EIGHT, NOON, SIX, end, 4, Duration.ofMinutes(8), null, false, List.of(STALLS));
    }

    private static ScheduleTerms heldAtMost(Duration cap) {
        return ScheduleTerms.of(
                "The Old House", EIGHT, NOON, SIX, null, 4, Duration.ofMinutes(8), cap, false, List.of(STALLS));
    }

    private static void assertRefused(Runnable asked) {
        assertThatThrownBy(asked::run).isInstanceOf(IllegalArgumentException.class);
    }
}
