package io.rowlock.command.waitingroom.entrance;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often one may enter.
 *
 * @param perAddress of the network, which a whole office or a telephone company may share
 * @param perAccount entering again gives the same place, so there is little need for it
 * @param leaving of an account and an evening: each time that one leaves and comes back uses another place of the round
 * @param asking how often an account without a place may ask for its status
 */
@ConfigurationProperties("rowlock.waiting-room.entries")
record TurnstileSettings(Bound perAddress, Bound perAccount, Bound leaving, Bound asking) {
    /**
     * An allowance.
     *
     * @param burst how many entries there may be at once
     * @param every how long until one more may be made
     */
    record Bound(int burst, Duration every) {
        private static final Duration LEAST = Duration.ofMillis(1);
        private static final Duration MOST = Duration.ofHours(1);

        Bound {
            if (burst < 1 || burst > 1_000_000) {
                throw new IllegalArgumentException(
                        "rowlock.waiting-room.entries: burst must be 1 to 1000000, was " + burst);
            }
            if (every.compareTo(LEAST) < 0 || every.compareTo(MOST) > 0) {
                throw new IllegalArgumentException(
                        "rowlock.waiting-room.entries: every must be " + LEAST + " to " + MOST + ", was " + every);
            }
        }
    }
}
