package io.rowlock.query.feed;

/** There is more between two places of the topic than is read for somebody who waits. */
public final class TooFarApart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooFarApart(long records) {
        super(records + " records are in between", null, false, false);
    }
}
