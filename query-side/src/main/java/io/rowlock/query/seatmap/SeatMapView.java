package io.rowlock.query.seatmap;

import io.rowlock.api.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Every seat of an evening, a character each.
 *
 * @param version how many seat events it is the fold of: it only grows, and is the same after a rebuild
 * @param cursor from where a stream goes on that tells what changes from now on
 */
record SeatMapView(String scheduleId, long version, Instant asOf, String cursor, List<Block> sections) {
    SeatMapView {
        sections = List.copyOf(sections);
    }

    /**
     * Tells two maps apart by what they show; the version alone does not know which holds have lapsed meanwhile.
     *
     * <p>Weak, because the same map is sent compressed and not. It changes from time to time though nothing else does: whoever
     * is told that their map is still good keeps its cursor, and from one that is too old no stream can go on.
     *
     * @param knownFor how often it changes so
     */
    String fingerprint(Duration knownFor) {
        var shown = new CRC32C();
        for (var section : sections) {
            shown.update(section.states().getBytes(StandardCharsets.US_ASCII));
        }
        long age = asOf.toEpochMilli() / knownFor.toMillis();
        return "W/\"" + version + "-" + Long.toHexString(shown.getValue()) + "-" + Long.toHexString(age) + "\"";
    }

    /**
     * A section.
     *
     * @param states row by row: A available, H held, S sold, B blocked
     */
    record Block(String name, String grade, Money price, int rows, int seatsPerRow, String states) {}
}
