package io.rowlock.command.platform.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two requests are the same without keeping what they said.
 *
 * <p>Under a secret key: a sign-up's body holds a password, and a plain hash of it would be far easier to guess from a
 * stolen table than the slow one beside it. All instances must have the same secret.
 */
public final class Fingerprints {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte BETWEEN = 0;

    private final SecretKeySpec key;

    public Fingerprints(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    byte[] of(String method, String path, @Nullable String query, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(method.getBytes(StandardCharsets.UTF_8));
            mac.update(BETWEEN);
            mac.update(path.getBytes(StandardCharsets.UTF_8));
            mac.update(BETWEEN);
            mac.update(Objects.requireNonNullElse(query, "").getBytes(StandardCharsets.UTF_8));
            mac.update(BETWEEN);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
