package io.rowlock.query.catalogue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells two answers apart by what they show. Weak, because the same answer is sent compressed and not. */
final class Fingerprint {
    private static final int LONG_ENOUGH = 16;

    static String of(Object answer) {
        try {
            // Answers are records of records, all the way down: their text holds all that they show.
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(answer.toString().getBytes(StandardCharsets.UTF_8));
            return "W/\"" + HexFormat.of().formatHex(digest, 0, LONG_ENOUGH) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private Fingerprint() {}
}
