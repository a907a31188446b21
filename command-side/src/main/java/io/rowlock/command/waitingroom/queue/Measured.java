package io.rowlock.command.waitingroom.queue;

import io.rowlock.command.platform.redis.Reply;
import java.util.OptionalDouble;

/** How fast it went lately, from what was noted once a second; nothing is said before there are some seconds to go by. */
record Measured(OptionalDouble admittedPerSecond, OptionalDouble turnsPerSecond) {
    private static final long SHORTEST = 5_000;
    private static final long LONGEST = 32_000;
    private static final Measured UNKNOWN = new Measured(OptionalDouble.empty(), OptionalDouble.empty());

    private record Note(long at, long served, long admitted) {
        static Note of(String text) {
            var parts = text.split(" ", -1);
            return new Note(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        }
    }

    static Measured of(Reply notes, long now, boolean standsStill) {
        if (standsStill || notes.size() < 2) {
            return UNKNOWN;
        }
        var last = Note.of(notes.text(notes.size() - 1));
        var first = last;
        for (int i = notes.size() - 1; i >= 0; i--) {
            var note = Note.of(notes.text(i));
            if (note.at() < now - LONGEST) {
                break;
            }
            first = note;
        }
        double span = last.at() - first.at();
        if (span < SHORTEST || last.at() < now - SHORTEST) {
            return UNKNOWN;
        }
        return new Measured(
                OptionalDouble.of(1_000 * (last.admitted() - first.admitted()) / span),
                OptionalDouble.of(1_000 * (last.served() - first.served()) / span));
    }
}
