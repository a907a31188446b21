package io.rowlock.command.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What a caller keeps between two access tokens: which session it is, and the secret that counts once. */
record RefreshToken(String session, String secret) {
    private static final int SESSION_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})");

    static RefreshToken ofNewSession(RandomGenerator chance) {
        return new RefreshToken(random(SESSION_BYTES, chance), random(SECRET_BYTES, chance));
    }

    RefreshToken successor(RandomGenerator chance) {
        return new RefreshToken(session, random(SECRET_BYTES, chance));
    }

    /** Empty for what was never one of ours. */
    static Optional<RefreshToken> parsed(String text) {
        var parts = FORM.matcher(text);
        return parts.matches() ? Optional.of(new RefreshToken(parts.group(1), parts.group(2))) : Optional.empty();
    }

    String text() {
        return session + "." + secret;
    }

    /** All that is stored of the secret. One round is enough: there is nothing to guess in 256 bits of chance. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RefreshToken[" + session + "]";
    }

    private static String random(int bytes, RandomGenerator chance) {
        var text = new byte[bytes];
        chance.nextBytes(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }
}
