package io.rowlock.command.waitingroom.left;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.catalogue.SeatingPlans;
import java.util.List;
import org.springframework.stereotype.Component;

/** Counts what is left, no more than once in a while however many ask. */
@Component
public class WhatIsLeft {
    private static final Left NOTHING = new Left(null, null, List.of());

    private final TakenSeats taken;
    private final SeatingPlans plans;
    private final Cache<ScheduleId, Left> counted;

    WhatIsLeft(TakenSeats taken, SeatingPlans plans, LeftSettings settings) {
        this.taken = taken;
        this.plans = plans;
        this.counted = Caffeine.newBuilder()
                .maximumSize(settings.cached())
                .expireAfterWrite(settings.countEvery())
                .build();
    }

    public Left of(ScheduleId schedule) {
        return counted.get(schedule, this::count);
    }

    private Left count(ScheduleId schedule) {
        return plans.of(schedule)
                .map(terms -> Left.of(terms, taken.bySection(schedule)))
                .orElse(NOTHING);
    }
}
