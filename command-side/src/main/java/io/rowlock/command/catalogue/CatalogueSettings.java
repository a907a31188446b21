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
        int mostSeatsPerBuyer) {
    CatalogueSettings {
        if (plansCached < 1 || mostSections < 1 || mostSeats < 1 || mostSeatsPerBuyer < 1) {
            throw new IllegalArgumentException("rowlock.catalogue limits must be at least 1");
        }
        if (!longestHold.isPositive()) {
            throw new IllegalArgumentException("rowlock.catalogue.longest-hold must be positive, was " + longestHold);
        }
        if (longestExtendedHold.compareTo(longestHold.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "rowlock.catalogue.longest-extended-hold must be at least twice longest-hold, which is what an"
                            + " organiser gets who does not say; it was " + longestExtendedHold);
        }
    }
}
