package io.rowlock.web.caller;

import org.jspecify.annotations.Nullable;

/** Without its keys an app must not start: it would believe nobody, or anybody. */
public final class UnusableKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /** For the pair that access tokens are signed and checked with. */
    public UnusableKey(String sentence, @Nullable Throwable cause) {
        this(
                sentence,
                "Make a pair with `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private.pem` and"
                        + " `openssl pkey -in private.pem -pubout -out public.pem`, and name the files in the settings.",
                cause);
    }

    /** For any other. */
    public UnusableKey(String sentence, String remedy, @Nullable Throwable cause) {
        super(sentence, cause);
        this.remedy = remedy;
    }

    /** How to come by a usable one. */
    String remedy() {
        return remedy;
    }
}
