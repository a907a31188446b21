package io.rowlock.command.catalogue;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.catalogue.Section;
import io.rowlock.api.seat.SeatName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an organiser says about one evening.
 *
 * @param cancelUntil until when buyers may cancel what they paid for; as long as sales go on, if it is left out
 * @param gated whether buyers come in through a waiting room
 * @param holdAtMost how long a hold may last in all, if it is extended; twice {@code holdFor}, if it is left out
 */
record NewSchedule(
        @NotBlank @Size(max = 200) String venue,
        @NotNull Instant startsAt,
        @NotNull Instant salesOpenAt,
        @NotNull Instant salesCloseAt,
        @Nullable Instant cancelUntil,
        @NotNull @Min(1) Integer seatsPerBuyer,
        @NotNull Duration holdFor,
        @Nullable Duration holdAtMost,
        boolean gated,
        @NotEmpty @Size(max = 1_000) List<@Valid @NotNull NewSection> sections) {

    /** One block of seats. */
    record NewSection(
            @NotNull @Pattern(regexp = SeatName.SECTION_PATTERN, message = "must be 1 to 16 capital letters or digits")
            String name,

            @NotBlank @Size(max = 100) String grade,
            @NotNull @Min(1) @Max(9_999) Integer rows,
            @NotNull @Min(1) @Max(9_999) Integer seatsPerRow,
            @NotNull Money price) {
        Section asSection() {
            return new Section(name, grade, rows, seatsPerRow, price);
        }
    }

    long seats() {
        return sections.stream()
                .mapToLong(section -> (long) section.rows() * section.seatsPerRow())
                .sum();
    }

    ScheduleTerms asTerms() {
        return ScheduleTerms.of(
                venue,
                startsAt,
                salesOpenAt,
                salesCloseAt,
                cancelUntil,
                seatsPerBuyer,
                holdFor,
                holdAtMost,
                gated,
                sections.stream().map(NewSection::asSection).toList());
    }
}
