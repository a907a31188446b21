package io.rowlock.query.seatmap;

import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.query.feed.Heard;
import io.rowlock.query.seatmap.Change.Passed;
import io.rowlock.query.seatmap.Change.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which letter each seat of an evening has, by the events of each seat in their order and by the clock.
 *
 * <p>Not safe for several threads: its board guards it.
 */
final class Seating {
    private final House house;
    private final int mostEarly;
    private final byte[] letters;
    private final long[] seen;
    private final Map<Integer, Instant> endOf = new HashMap<>();
    private final TreeSet<End> ends =
            new TreeSet<>(Comparator.comparing(End::at).thenComparingInt(End::seat));

    /** Events that came before one of their seat that comes first: so it is while a topic grows. */
    private final Map<Integer, TreeMap<Long, Heard>> early = new HashMap<>();

    private int waitingEarly;
    private Map<Integer, Long> behindLastTime = Map.of();
    private List<Change> changes = new ArrayList<>();
    private long version;

    private record End(Instant at, int seat) {}

    Seating(House house, List<Seats.Touched> rows, int mostEarly, Instant now) {
        this.house = house;
        this.mostEarly = mostEarly;
        this.letters = new byte[house.seats()];
        this.seen = new long[house.seats()];
        Arrays.fill(letters, (byte) SeatState.AVAILABLE);
        Arrays.fill(seen, -1);
        for (var row : rows) {
            int seat = seatOf(row);
            if (seat != House.NOWHERE) {
                letters[seat] = (byte) row.state().shownAt(now, row.heldUntil());
                saw(seat, row.seen());
                endsAt(seat, row.heldUntil());
            }
        }
    }

    long version() {
        return version;
    }

    char letterOf(int seat) {
        return (char) letters[seat];
    }

    long seen(int seat) {
        return seen[seat];
    }

    byte[] letters() {
        return letters.clone();
    }

    /** What has changed since this was asked last. */
    List<Change> takeChanges() {
        var taken = changes;
        changes = new ArrayList<>();
        return taken;
    }

    /** @throws IllegalStateException if more events wait for one that is missing than can be kept */
    void hear(Heard heard, Instant now) {
        if (!(heard.event() instanceof SeatEvent event)) {
            return;
        }
        var name = event.seatId().name();
        int seat = house.indexOf(name.section(), name.row(), name.number());
        if (seat == House.NOWHERE || heard.mark().sequence() <= seen[seat]) {
            return;
        }
        if (heard.mark().sequence() > seen[seat] + 1) {
            keepEarly(seat, heard);
        } else {
            take(seat, event, heard, now);
            takeEarly(seat, now);
        }
    }

    private void keepEarly(int seat, Heard heard) {
        if (early.computeIfAbsent(seat, _ -> new TreeMap<>()).put(heard.mark().sequence(), heard) == null
                && ++waitingEarly > mostEarly) {
            throw new IllegalStateException("More than " + mostEarly + " events wait for others of their seats");
        }
    }

    private void takeEarly(int seat, Instant now) {
        var waiting = early.get(seat);
        while (waiting != null && !waiting.isEmpty() && waiting.firstKey() <= seen[seat] + 1) {
            var heard = waiting.pollFirstEntry().getValue();
            waitingEarly--;
            if (heard.mark().sequence() > seen[seat] && heard.event() instanceof SeatEvent event) {
                take(seat, event, heard, now);
            }
        }
        if (waiting != null && waiting.isEmpty()) {
            early.remove(seat);
        }
    }

    private void take(int seat, SeatEvent event, Heard heard, Instant now) {
        var shown = Shown.after(event);
        saw(seat, heard.mark().sequence());
        endsAt(seat, shown.heldUntil());
        var cause = new Recorded(heard.partition(), heard.offset(), heard.mark().at());
        char letter = shown.at(now);
        if (event instanceof SeatHeld && letter != SeatState.AVAILABLE && letter == letterOf(seat)) {
            // By a clock that is ahead of this one the hold before had ended, and was told as ended elsewhere.
            changes.add(new Change(seat, letter, cause));
        } else {
            show(seat, letter, cause);
        }
    }

    /** A hold ends by the clock; nobody has to announce it. Whether one did. */
    boolean lapse(Instant now) {
        boolean any = false;
        while (!ends.isEmpty() && !now.isBefore(ends.first().at())) {
            var end = ends.removeFirst();
            endOf.remove(end.seat());
            show(end.seat(), SeatState.AVAILABLE, new Passed(end.at()));
            any = true;
        }
        return any;
    }

    /**
     * Puts right what differs from the rows, and says how many seats that were.
     *
     * <p>Rows that are behind will catch up. Rows that are ahead were told something that has not come in here: so it is for
     * a moment, but not twice in a row.
     */
    int compare(List<Seats.Touched> rows, Instant now) {
        var _ = lapse(now);
        var behind = new HashMap<Integer, Long>();
        int corrected = 0;
        for (var row : rows) {
            int seat = seatOf(row);
            if (seat == House.NOWHERE || row.seen() < seen[seat]) {
                continue;
            }
            if (row.seen() > seen[seat]
                    && !behindLastTime.getOrDefault(seat, Long.MIN_VALUE).equals(seen[seat])) {
                behind.put(seat, seen[seat]);
                continue;
            }
            if (row.seen() > seen[seat] || row.state().shownAt(now, row.heldUntil()) != letterOf(seat)) {
                corrected++;
            }
            saw(seat, row.seen());
            endsAt(seat, row.heldUntil());
            show(seat, row.state().shownAt(now, row.heldUntil()), new Passed(now));
            takeEarly(seat, now);
        }
        behindLastTime = behind;
        return corrected;
    }

    private int seatOf(Seats.Touched row) {
        return house.indexOf(row.section(), row.row(), row.number());
    }

    private void saw(int seat, long sequence) {
        version += sequence - seen[seat];
        seen[seat] = sequence;
    }

    private void endsAt(int seat, @Nullable Instant until) {
        var before = until == null ? endOf.remove(seat) : endOf.put(seat, until);
        if (before != null) {
            ends.remove(new End(before, seat));
        }
        if (until != null) {
            ends.add(new End(until, seat));
        }
    }

    private void show(int seat, char letter, Change.Cause cause) {
        if (letters[seat] != (byte) letter) {
            letters[seat] = (byte) letter;
            changes.add(new Change(seat, letter, cause));
        }
    }
}
