package io.rowlock.query.feed;

import org.jspecify.annotations.Nullable;

/** An event that this version cannot read. It waits as a dead letter for a version that can. */
final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
