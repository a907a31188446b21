package io.rowlock.query.seatmap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;

/** The last frames of a board, for those who come back. Guarded by its board. */
final class Ring {
    private final int mostChanges;
    private final Duration keptFor;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private Cursor begin;
    private int changes;

    Ring(Cursor begin, int mostChanges, Duration keptFor) {
        this.begin = begin;
        this.mostChanges = mostChanges;
        this.keptFor = keptFor;
    }

    void add(Frame frame) {
        frames.addLast(frame);
        changes += frame.changes().size();
        forget(frame.madeAt());
    }

    /** The newest stays whatever its size and age: streams begin at it. */
    void forget(Instant now) {
        var tooOld = now.minus(keptFor);
        while (frames.size() > 1
                && (changes > mostChanges || frames.getFirst().madeAt().isBefore(tooOld))) {
            var oldest = frames.removeFirst();
            changes -= oldest.changes().size();
            if (!oldest.changes().isEmpty()) {
                begin = oldest.upTo();
            }
        }
    }

    long oldest() {
        return frames.getFirst().number();
    }

    boolean reachesBackTo(Cursor cursor) {
        return cursor.covers(begin);
    }

    List<Frame> frames() {
        return List.copyOf(frames);
    }

    /**
     * What happened in these frames that whoever has this cursor was not told.
     *
     * <p>After the first such change of a seat all others of it are told as well: a hold that was heard of too late where
     * the cursor comes from was never shown there, and neither was its end.
     */
    static List<Change> after(Cursor cursor, List<Frame> frames) {
        var news = new ArrayList<Change>();
        var seats = new HashSet<Integer>();
        for (var frame : frames) {
            if (seats.isEmpty() && cursor.covers(frame.upTo())) {
                continue;
            }
            for (var change : frame.changes()) {
                if (seats.contains(change.seat()) || !change.cause().isToldTo(cursor)) {
                    seats.add(change.seat());
                    news.add(change);
                }
            }
        }
        return news;
    }
}
