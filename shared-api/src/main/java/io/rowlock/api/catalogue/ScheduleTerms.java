package io.rowlock.api.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/**
 * What an organiser decides about one evening: where, when, which seats, and how they are sold.
 *
 * @param salesOpenAt the first instant at which a seat can be held
 * @param salesCloseAt the first instant at which none can any more
 * @param seatsPerBuyer how many seats one buyer may have, held and bought together
 * @param holdFor how long a hold lasts
 * @param gated whether buyers must have come through the waiting room
 */
public record ScheduleTerms(
        String venue,
        Instant startsAt,
        Instant salesOpenAt,
        Instant salesCloseAt,
        int seatsPerBuyer,
        Duration holdFor,
        boolean gated,
        List<Section> sections) {
    public ScheduleTerms {
        sections = List.copyOf(sections);
        if (!salesOpenAt.isBefore(salesCloseAt)) {
            throw new IllegalArgumentException("Sales must open before they close");
        }
        if (salesCloseAt.isAfter(startsAt)) {
            throw new IllegalArgumentException("Sales must close before the evening starts");
        }
        if (seatsPerBuyer < 1) {
            throw new IllegalArgumentException("A buyer must be allowed at least one seat");
        }
        if (!holdFor.isPositive()) {
            throw new IllegalArgumentException("A hold must last some time");
        }
        if (sections.isEmpty()) {
            throw new IllegalArgumentException("A schedule needs at least one section");
        }
        var names = new HashSet<String>();
        for (var section : sections) {
            if (!names.add(section.name())) {
                throw new IllegalArgumentException("Section " + section.name() + " stands there twice");
            }
            if (!section.price().currency().equals(sections.getFirst().price().currency())) {
                throw new IllegalArgumentException("A schedule is sold in one currency");
            }
        }
    }

    public long seats() {
        return sections.stream().mapToLong(Section::seats).sum();
    }
}
