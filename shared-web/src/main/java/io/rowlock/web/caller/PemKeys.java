package io.rowlock.web.caller;

import java.io.IOException;
import java.io.InputStream;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.io.Resource;
import org.springframework.security.converter.RsaKeyConverters;

/** Reads the keys that tokens are signed and checked with, and says in one sentence what is wrong with a bad one. */
public final class PemKeys {
    private static final int LEAST_BITS = 2_048;

    public static RSAPublicKey publicKey(String setting, @Nullable Resource where) {
        return read(setting, where, "an RSA public key (BEGIN PUBLIC KEY)", RsaKeyConverters.x509());
    }

    public static RSAPrivateKey privateKey(String setting, @Nullable Resource where) {
        return read(setting, where, "an RSA private key in PKCS 8 (BEGIN PRIVATE KEY)", RsaKeyConverters.pkcs8());
    }

    private static <K extends RSAKey> K read(
            String setting, @Nullable Resource where, String what, Converter<InputStream, K> reader) {
        if (where == null) {
            throw new UnusableKey("%s is not set; it must name a PEM file with %s.".formatted(setting, what), null);
        }
        try (var pem = where.getInputStream()) {
            var key = reader.convert(pem);
            if (key == null || key.getModulus().bitLength() < LEAST_BITS) {
                throw new UnusableKey(
                        "%s names %s, whose key has fewer than %d bits.".formatted(setting, where, LEAST_BITS), null);
            }
            return key;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new UnusableKey(
                    "%s names %s, which cannot be read as a PEM file with %s.".formatted(setting, where, what), e);
        }
    }

    private PemKeys() {}
}
