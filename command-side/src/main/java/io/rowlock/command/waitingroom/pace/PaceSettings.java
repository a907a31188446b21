package io.rowlock.command.waitingroom.pace;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When fewer are admitted than an operator allows, and how it gets back to that.
 *
 * @param lookEvery how often an instance judges how it is doing
 * @param slowAt what 95 of 100 gated commands must be answered within
 * @param notDonePercent if more of a hundred could be neither carried out nor refused, the house is overloaded
 * @param fewest no judgement by fewer commands: nobody alone is to slow down all others
 * @param lowestPercent of the rate are admitted however bad it is, so that it is noticed when it gets better
 * @param downToPercent of what it was the pace goes down to each time that the house is overloaded
 * @param upByPercent of the rate it goes up by each time that it is not
 * @param heardFor how long what an instance said counts for the others, if it says nothing more
 */
@ConfigurationProperties("rowlock.waiting-room.pace")
record PaceSettings(
        Duration lookEvery,
        Duration slowAt,
        int notDonePercent,
        int fewest,
        int lowestPercent,
        int downToPercent,
        int upByPercent,
        Duration heardFor) {
    PaceSettings {
        mustBeBetween("look-every", lookEvery, Duration.ofMillis(100), Duration.ofMinutes(1));
        mustBeBetween("slow-at", slowAt, Duration.ofMillis(1), Duration.ofMinutes(1));
        mustBeBetween("heard-for", heardFor, lookEvery.multipliedBy(2), Duration.ofHours(1));
        mustBeBetween("not-done-percent", notDonePercent, 0, 99);
        mustBeBetween("fewest", fewest, 1, 1_000);
        mustBeBetween("lowest-percent", lowestPercent, 1, 100);
        mustBeBetween("down-to-percent", downToPercent, 1, 99);
        mustBeBetween("up-by-percent", upByPercent, 1, 100);
    }

    private static <T extends Comparable<T>> void mustBeBetween(String name, T given, T least, T most) {
        if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "rowlock.waiting-room.pace." + name + " must be " + least + " to " + most + ", was " + given);
        }
    }
}
