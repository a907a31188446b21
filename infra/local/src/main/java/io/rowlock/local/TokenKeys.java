package io.rowlock.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;

/** The key pairs that sign access tokens and admissions, made once: whoever is logged in, or in, stays so across restarts. */
record TokenKeys(Pair access, Pair admission) {
    private static final int BITS = 2048;
    private static final String CURVE = "secp256r1";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    /** Two PEM files. */
    record Pair(Path publicKey, Path privateKey) {}

    static TokenKeys in(Path folder) {
        return new TokenKeys(
                made(folder, "", "RSA", new RSAKeyGenParameterSpec(BITS, RSAKeyGenParameterSpec.F4)),
                made(folder, "admission-", "EC", new ECGenParameterSpec(CURVE)));
    }

    private static Pair made(Path folder, String name, String algorithm, AlgorithmParameterSpec size) {
        var pair = new Pair(folder.resolve(name + "public.pem"), folder.resolve(name + "private.pem"));
        // The public key is written last, so a pair that was only half written is made anew.
        if (!Files.exists(pair.publicKey)) {
            make(pair, algorithm, size);
        }
        return pair;
    }

    private static void make(Pair files, String algorithm, AlgorithmParameterSpec size) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            var pair = generator.generateKeyPair();
            Files.deleteIfExists(files.privateKey);
            Files.createFile(
                    files.privateKey,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    files.privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            Files.writeString(
                    files.publicKey, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n" + LINES.encodeToString(encoded) + "\n-----END " + what + "-----\n";
    }
}
