package io.rowlock.command.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How large a house and how generous its terms may be. */
@ConfigurationProperties("rowlock.catalogue")
record CatalogueSettings(
        int plansCached,
        int mostSections,
        long mostSeats,
        Duration longestHold,
        Duration longestExtendedHold,
        Duration cancellationSeenWithin,
        int mostSeatsPerBuyer) {
    private static final Duration LATEST_CANCELLATION = Duration.ofSeconds(10);

    CatalogueSettings {
        if (plansCached < 1 || mostSections < 1 || mostSeats < 1 || mostSeatsPerBuyer < 1) {
            throw new IllegalArgumentException("rowlock.catalogue limits must be at least 1");
        }
        if (!longestHold.isPositive()) {
            throw new IllegalArgumentException("rowlock.catalogue.longest-hold must be positive, was " + longestHold);
        }
        if (!cancellationSeenWithin.isPositive() || cancellationSeenWithin.compareTo(LATEST_CANCELLATION) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.catalogue.cancellation-seen-within must be positive and at most " + LATEST_CANCELLATION
                            + ", was " + cancellationSeenWithin);
        }
        if (longestExtendedHold.compareTo(longestHold.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "rowlock.catalogue.longest-extended-hold must be at least twice longest-hold, which is what an"
                            + " organiser gets who does not say; it was " + longestExtendedHold);
        }
    }
}
