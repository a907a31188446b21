package io.rowlock.web.problem;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sentence with which one of our own constructors refused a value, for the caller to read.
 *
 * <p>Only our own: what libraries and the JDK say may name classes ("No enum constant ...") and is kept back.
 */
final class OwnWords {
    private static final String OURS = "io.rowlock.";

    static Optional<String> in(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at.getClass() == IllegalArgumentException.class && at.getMessage() != null && thrownByUs(at)) {
                return Optional.of(at.getMessage());
            }
        }
        return Optional.empty();
    }

    private static boolean thrownByUs(Throwable failure) {
        var trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith(OURS);
    }

    private OwnWords() {}
}
