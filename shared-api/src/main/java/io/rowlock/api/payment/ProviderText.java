package io.rowlock.api.payment;

import java.util.regex.Pattern;

/** The letters a payment provider's names may be made of: they are not ours to choose, so longer and freer than our own. */
final class ProviderText {
    static final String PATTERN = "[A-Za-z0-9_:=-][A-Za-z0-9._:=-]{0,199}";

    private static final Pattern ALLOWED = Pattern.compile(PATTERN);
    private static final int SHOWN = 80;

    static void require(String what, String text) {
        if (!ALLOWED.matcher(text).matches()) {
            throw new IllegalArgumentException(what
                    + " must be 1 to 200 letters, digits, dashes, underscores, dots, colons or equals signs, no dot first, was '"
                    + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...") + "'");
        }
    }

    private ProviderText() {}
}
