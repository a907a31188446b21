package io.rowlock.api.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an organiser decides about one evening: where, when, which seats, and how they are sold.
 *
 * @param salesOpenAt the first instant at which a seat can be held
 * @param salesCloseAt the first instant at which none can any more
 * @param cancelUntil until when a buyer may cancel what they have paid for
 * @param seatsPerBuyer how many seats one buyer may have, held and bought together
 * @param holdFor how long a hold lasts, and how much longer from the moment it is extended
 * @param holdAtMost how long after it was placed a hold ends, however often it is extended
 * @param gated whether buyers must have come through the waiting room
 */
public record ScheduleTerms(
        String venue,
        Instant startsAt,
        Instant salesOpenAt,
        Instant salesCloseAt,
        Instant cancelUntil,
        int seatsPerBuyer,
        Duration holdFor,
        Duration holdAtMost,
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
        if (cancelUntil.isAfter(startsAt)) {
            throw new IllegalArgumentException("Nobody cancels an evening that has started");
        }
        if (seatsPerBuyer < 1) {
            throw new IllegalArgumentException("A buyer must be allowed at least one seat");
        }
        if (!holdFor.isPositive()) {
            throw new IllegalArgumentException("A hold must last some time");
        }
        if (holdAtMost.compareTo(holdFor) < 0) {
            throw new IllegalArgumentException("A hold must be allowed to last as long as it lasts");
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

    /**
     * The terms of an organiser who leaves some of it to the house: buyers may cancel as long as sales go on, and may
     * extend a hold to twice its time.
     *
     * <p>The log has terms, too, that do not say.
     */
    @JsonCreator
    public static ScheduleTerms of(
            String venue,
            Instant startsAt,
            Instant salesOpenAt,
            Instant salesCloseAt,
            @Nullable Instant cancelUntil,
            int seatsPerBuyer,
            Duration holdFor,
            @Nullable Duration holdAtMost,
            boolean gated,
            List<Section> sections) {
        return new ScheduleTerms(
                venue,
                startsAt,
                salesOpenAt,
                salesCloseAt,
                cancelUntil == null ? salesCloseAt : cancelUntil,
                seatsPerBuyer,
                holdFor,
                holdAtMost == null ? holdFor.multipliedBy(2) : holdAtMost,
                gated,
                sections);
    }

    public long seats() {
        return sections.stream().mapToLong(Section::seats).sum();
    }
}
