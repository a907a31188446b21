package io.rowlock.query.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the catalogue is read.
 *
 * @param maxAge how long anybody between may keep an answer and give it to others
 * @param searchWithin how long the database may take for a list; then the caller is asked to come back
 */
@ConfigurationProperties("rowlock.catalogue")
record CatalogueSettings(
        @DefaultValue("2s") Duration maxAge,
        @DefaultValue("2s") Duration searchWithin) {
    private static final Duration OLDEST = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    CatalogueSettings {
        if (maxAge.isNegative() || maxAge.compareTo(OLDEST) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.catalogue.max-age must be from 0 to " + OLDEST + ", was " + maxAge);
        }
        if (searchWithin.toMillis() < 1 || searchWithin.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.catalogue.search-within must be from 1ms to " + LONGEST + ", was " + searchWithin);
        }
    }
}
