package io.rowlock.api;

import java.util.regex.Pattern;

/** The letters an opaque id may be made of, so that ids can be joined into longer ones without escaping. */
public final class IdText {
    /** No slash and no dot: those join ids into longer ones. */
    public static final String PATTERN = "[A-Za-z0-9_-]{1,64}";

    private static final Pattern ALLOWED = Pattern.compile(PATTERN);

    public static void require(String what, String text) {
        if (!ALLOWED.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    what + " must be 1 to 64 letters, digits, dashes or underscores, was '" + shortened(text) + "'");
        }
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private IdText() {}
}
