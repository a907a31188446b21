package io.rowlock.query.seatmap;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to all streams of a board in one go, encoded once.
 *
 * <p>A frame knows the next one, so that a stream that follows them needs neither a lock nor a buffer of its own.
 */
final class Frame {
    private final long number;
    private final byte[] bytes;
    private final List<Change> changes;
    private final Cursor upTo;
    private final Instant madeAt;
    private final AtomicInteger taken = new AtomicInteger();
    private volatile @Nullable Frame next;

    Frame(long number, byte[] bytes, List<Change> changes, Cursor upTo, Instant madeAt) {
        this.number = number;
        this.bytes = bytes;
        this.changes = List.copyOf(changes);
        this.upTo = upTo;
        this.madeAt = madeAt;
    }

    long number() {
        return number;
    }

    byte[] bytes() {
        return bytes;
    }

    List<Change> changes() {
        return changes;
    }

    Cursor upTo() {
        return upTo;
    }

    Instant madeAt() {
        return madeAt;
    }

    @Nullable
    Frame next() {
        return next;
    }

    /** One more stream has sent it. */
    void isTaken() {
        taken.incrementAndGet();
    }

    /** How many streams have sent it. */
    int taken() {
        return taken.get();
    }

    void isFollowedBy(Frame frame) {
        next = frame;
    }
}
