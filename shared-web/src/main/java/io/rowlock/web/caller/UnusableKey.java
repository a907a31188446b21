package io.rowlock.web.caller;

import org.jspecify.annotations.Nullable;

/** Without its keys an app must not start: it would believe nobody, or anybody. */
public final class UnusableKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableKey(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
