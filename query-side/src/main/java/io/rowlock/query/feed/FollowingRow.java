package io.rowlock.query.feed;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;

/** A row that knows the last event it has seen, so that being told twice changes nothing. */
@MappedSuperclass
public abstract class FollowingRow {
    private static final long NOTHING = -1;

    private long seen = NOTHING;

    /** Ids come from the log, so their presence says nothing about whether the row exists. */
    @Transient
    private boolean stored;

    /**
     * Whether this event of the row's own stream is news.
     *
     * @throws MissedEvents if events before it have never arrived: a row must not be folded over a hole
     */
    public boolean isNext(Mark mark) {
        if (mark.sequence() > seen + 1) {
            throw new MissedEvents(mark, seen + 1);
        }
        return isNews(mark);
    }

    /** The same for a row that only some events of the stream are about. */
    public boolean isNews(Mark mark) {
        return mark.sequence() > seen;
    }

    public void saw(Mark mark) {
        seen = mark.sequence();
    }

    public long seen() {
        return seen;
    }

    void isStored(long seen) {
        this.seen = seen;
        stored = true;
    }

    boolean isNew() {
        return !stored;
    }
}
