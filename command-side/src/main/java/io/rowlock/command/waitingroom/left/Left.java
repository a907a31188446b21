package io.rowlock.command.waitingroom.left;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.catalogue.Section;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an evening.
 *
 * @param fromPrice of the cheapest seats that are left; nothing, where none is
 * @param toPrice of the dearest
 * @param soldOutGrades grades of which nothing is left, in the order of the plan
 */
public record Left(@Nullable Money fromPrice, @Nullable Money toPrice, List<String> soldOutGrades) {
    public Left {
        soldOutGrades = List.copyOf(soldOutGrades);
    }

    static Left of(ScheduleTerms terms, Map<String, Long> takenBySection) {
        var left = terms.sections().stream()
                .filter(section -> takenBySection.getOrDefault(section.name(), 0L) < section.seats())
                .toList();
        var prices = left.stream()
                .map(Section::price)
                .sorted(Comparator.comparingLong(Money::amount))
                .toList();
        var soldOut = terms.sections().stream()
                .map(Section::grade)
                .distinct()
                .filter(grade ->
                        left.stream().noneMatch(section -> section.grade().equals(grade)))
                .toList();
        return prices.isEmpty()
                ? new Left(null, null, soldOut)
                : new Left(prices.getFirst(), prices.getLast(), soldOut);
    }
}
