package io.rowlock.query.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Streams divided so that no more events, and no more rows than come of them, are in memory at once than one stream may
 * have.
 *
 * @param tooLong streams with more than that
 */
record Portions(List<List<String>> portions, List<String> tooLong) {
    static Portions of(Map<String, Long> lengths, long most) {
        var portions = new ArrayList<List<String>>();
        var tooLong = new ArrayList<String>();
        var portion = new ArrayList<String>();
        long events = 0;
        for (var stream : lengths.entrySet()) {
            if (stream.getValue() > most) {
                tooLong.add(stream.getKey());
                continue;
            }
            if (!portion.isEmpty() && events + stream.getValue() > most) {
                portions.add(portion);
                portion = new ArrayList<>();
                events = 0;
            }
            portion.add(stream.getKey());
            events += stream.getValue();
        }
        if (!portion.isEmpty()) {
            portions.add(portion);
        }
        return new Portions(List.copyOf(portions), List.copyOf(tooLong));
    }
}
