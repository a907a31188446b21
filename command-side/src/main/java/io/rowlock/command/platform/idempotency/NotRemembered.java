package io.rowlock.command.platform.idempotency;

import jakarta.servlet.ServletRequest;
import java.util.Set;

/** Addresses whose answers must not be kept. A feature names its own, and says why. */
public record NotRemembered(Set<String> addresses) {
    private static final String THIS_ANSWER = NotRemembered.class.getName();

    public NotRemembered {
        addresses = Set.copyOf(addresses);
    }

    /** Only this once: nothing was done, and the same request may well be carried out later. */
    public static void thisAnswer(ServletRequest request) {
        request.setAttribute(THIS_ANSWER, true);
    }

    static boolean isAnswerTo(ServletRequest request) {
        return request.getAttribute(THIS_ANSWER) != null;
    }
}
