package io.rowlock.command.platform.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.io.ClassPathResource;

/**
 * What Redis does in one go, with nobody in between.
 *
 * <p>Every script answers with a list, see {@link Reply}.
 */
public final class Script {
    private final byte[] text;
    private final String sha1;

    private Script(byte[] text) {
        this.text = text;
        try {
            this.sha1 =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Some files of the class path, one after the other: what several scripts have in common is written once. */
    public static Script of(String... files) {
        var text = new StringBuilder();
        for (var file : files) {
            try {
                text.append(new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8));
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
        }
        return new Script(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    byte[] text() {
        return text;
    }

    String sha1() {
        return sha1;
    }
}
