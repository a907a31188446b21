package io.rowlock.query.seatmap;

import java.time.Instant;

/** A seat shows another letter, and why. */
record Change(int seat, char letter, Cause cause) {
    /** By which whoever comes back is told what they have not been told. */
    sealed interface Cause {
        boolean isToldTo(Cursor cursor);
    }

    /** An event at this place of the topic. */
    record Recorded(int partition, long offset, Instant at) implements Cause {
        @Override
        public boolean isToldTo(Cursor cursor) {
            return cursor.offsets().isPast(partition, offset);
        }
    }

    /** The clock passed the end of a hold, or something shown wrongly was put right. */
    record Passed(Instant at) implements Cause {
        @Override
        public boolean isToldTo(Cursor cursor) {
            return !at.isAfter(cursor.lapses());
        }
    }
}
