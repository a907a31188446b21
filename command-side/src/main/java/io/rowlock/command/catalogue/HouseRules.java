package io.rowlock.command.catalogue;

import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.web.problem.InvalidField;
import io.rowlock.web.problem.InvalidRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/** What holds between the fields of a schedule, and against this house's settings; every fault is named at once. */
@Component
class HouseRules {
    private final CatalogueSettings settings;

    HouseRules(CatalogueSettings settings) {
        this.settings = settings;
    }

    /**
     * The terms, if they can be.
     *
     * @throws InvalidRequest with all that is wrong
     */
    ScheduleTerms termsOf(NewSchedule asked) {
        var faults = new ArrayList<InvalidField>();
        inOrder(asked, faults);
        withinBounds(asked, faults);
        oneOfEachName(asked.sections(), faults);
        oneCurrency(asked.sections(), faults);
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
        return asked.asTerms();
    }

    private static void inOrder(NewSchedule asked, List<InvalidField> faults) {
        if (!asked.salesOpenAt().isBefore(asked.salesCloseAt())) {
            faults.add(inconsistent("salesCloseAt", "must be after salesOpenAt"));
        }
        if (asked.salesCloseAt().isAfter(asked.startsAt())) {
            faults.add(inconsistent("salesCloseAt", "must not be after startsAt"));
        }
        if (asked.cancelUntil() != null && asked.cancelUntil().isAfter(asked.startsAt())) {
            faults.add(inconsistent("cancelUntil", "must not be after startsAt"));
        }
        if (asked.holdAtMost() != null && asked.holdAtMost().compareTo(asked.holdFor()) < 0) {
            faults.add(inconsistent("holdAtMost", "must not be less than holdFor"));
        }
    }

    private void withinBounds(NewSchedule asked, List<InvalidField> faults) {
        if (!asked.holdFor().isPositive() || asked.holdFor().compareTo(settings.longestHold()) > 0) {
            faults.add(outOfRange("holdFor", "must be more than nothing and at most " + settings.longestHold()));
        }
        if (asked.holdAtMost() != null && asked.holdAtMost().compareTo(settings.longestExtendedHold()) > 0) {
            faults.add(outOfRange("holdAtMost", "must be at most " + settings.longestExtendedHold()));
        }
        if (asked.seatsPerBuyer() > settings.mostSeatsPerBuyer()) {
            faults.add(outOfRange("seatsPerBuyer", "must be at most " + settings.mostSeatsPerBuyer()));
        }
        if (asked.sections().size() > settings.mostSections()) {
            faults.add(new InvalidField(
                    "sections", InvalidField.TOO_MANY, "must be at most " + settings.mostSections() + " sections"));
        }
        if (asked.seats() > settings.mostSeats()) {
            faults.add(new InvalidField(
                    "sections", InvalidField.TOO_MANY, "must have at most " + settings.mostSeats() + " seats in all"));
        }
    }

    private static void oneOfEachName(List<NewSchedule.NewSection> sections, List<InvalidField> faults) {
        var names = new HashSet<String>();
        for (int i = 0; i < sections.size(); i++) {
            if (!names.add(sections.get(i).name())) {
                faults.add(inconsistent("sections[" + i + "].name", "stands there twice"));
            }
        }
    }

    private static void oneCurrency(List<NewSchedule.NewSection> sections, List<InvalidField> faults) {
        var currency = sections.getFirst().price().currency();
        for (int i = 1; i < sections.size(); i++) {
            if (!sections.get(i).price().currency().equals(currency)) {
                faults.add(inconsistent(
                        "sections[" + i + "].price.currency", "must be " + currency + ", like the first section's"));
            }
        }
    }

    private static InvalidField inconsistent(String field, String message) {
        return new InvalidField(field, InvalidField.INCONSISTENT, message);
    }

    private static InvalidField outOfRange(String field, String message) {
        return new InvalidField(field, InvalidField.OUT_OF_RANGE, message);
    }
}
