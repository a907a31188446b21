package io.rowlock.query.seatmap;

import java.util.List;

/**
 * What a stream is told at once.
 *
 * @param version that of the map with these changes
 * @param changes in the order in which they happened
 */
record SeatChanges(long version, List<SeatChange> changes) {
    SeatChanges {
        changes = List.copyOf(changes);
    }

    /**
     * A seat that is shown differently from now on.
     *
     * @param seat its name within the schedule
     * @param state the letter that the map has for it
     */
    record SeatChange(String seat, char state) {}

    /**
     * The last message of a stream whose client has to fetch the map anew.
     *
     * @param reason why what it has cannot be brought up to date
     */
    record StartAgain(String reason) {}
}
