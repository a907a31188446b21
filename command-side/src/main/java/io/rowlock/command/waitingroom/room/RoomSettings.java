package io.rowlock.command.waitingroom.room;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The bounds of what is known about rooms.
 *
 * @param seenWithin how long after it an instance notices what another one did to a room
 * @param cached how many evenings are remembered at a time
 * @param mostActive how many rooms are kept at a time; there is no more work than for so many
 * @param mostPriority how many buyers may have priority in one room
 * @param mostBlocked how many buyers may be blocked from one room
 * @param batchSize how many events are followed at a time by those who prepare rooms
 */
@ConfigurationProperties("rowlock.waiting-room.rooms")
record RoomSettings(Duration seenWithin, int cached, int mostActive, int mostPriority, int mostBlocked, int batchSize) {
    private static final Duration LATEST = Duration.ofSeconds(5);

    RoomSettings {
        if (!seenWithin.isPositive() || seenWithin.compareTo(LATEST) > 0) {
            throw new IllegalArgumentException("rowlock.waiting-room.rooms.seen-within must be positive and at most "
                    + LATEST + ", was " + seenWithin);
        }
        mustBeBetween("cached", cached, 1_000_000);
        mustBeBetween("most-active", mostActive, 10_000);
        mustBeBetween("most-priority", mostPriority, 10_000); // told to Redis every second, with one call
        mustBeBetween("most-blocked", mostBlocked, 100_000);
    }

    private static void mustBeBetween(String name, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(
                    "rowlock.waiting-room.rooms." + name + " must be 1 to " + most + ", was " + number);
        }
    }
}
