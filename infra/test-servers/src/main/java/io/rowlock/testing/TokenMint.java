package io.rowlock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Signs access tokens for invented people, with keys made for this test run and handed to the apps; admissions they sign themselves. */
public final class TokenMint {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    /** Made once: an RSA pair costs more than any test that uses it. */
    private static final TokenMint OF_THIS_RUN = make();

    private final KeyPair keys;
    private final Path folder;

    private TokenMint(KeyPair keys, Path folder) {
        this.keys = keys;
        this.folder = folder;
    }

    public static TokenMint ofThisRun() {
        return OF_THIS_RUN;
    }

    /** One whose tokens nobody believes. */
    public static TokenMint forger() {
        return make();
    }

    private static TokenMint make() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var keys = generator.generateKeyPair();
            var folder = Files.createTempDirectory("rowlock-keys");
            folder.toFile().deleteOnExit();
            write(folder.resolve("public.pem"), "PUBLIC KEY", keys.getPublic());
            write(folder.resolve("private.pem"), "PRIVATE KEY", keys.getPrivate());
            var admissions = KeyPairGenerator.getInstance("EC");
            admissions.initialize(new ECGenParameterSpec("secp256r1"));
            var forAdmissions = admissions.generateKeyPair();
            write(folder.resolve("admission-public.pem"), "PUBLIC KEY", forAdmissions.getPublic());
            write(folder.resolve("admission-private.pem"), "PRIVATE KEY", forAdmissions.getPrivate());
            return new TokenMint(keys, folder);
        } catch (IOException cannotWrite) {
            throw new UncheckedIOException(cannotWrite);
        } catch (GeneralSecurityException noRsa) {
            throw new IllegalStateException(noRsa);
        }
    }

    private static void write(Path file, String what, Key key) throws IOException {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
        file.toFile().deleteOnExit();
    }

    /** What to tell an app on its command line, so that it believes these tokens and signs with the same key. */
    public List<String> settings() {
        return List.of(
                "--rowlock.tokens.public-key=file:" + folder.resolve("public.pem"),
                "--rowlock.tokens.private-key=file:" + folder.resolve("private.pem"),
                "--rowlock.waiting-room.keys[0].id=of-this-run",
                "--rowlock.waiting-room.keys[0].public-key=file:" + folder.resolve("admission-public.pem"),
                "--rowlock.waiting-room.keys[0].private-key=file:" + folder.resolve("admission-private.pem"));
    }

    /** A token that is good for an hour. */
    public String tokenFor(String subject, String... roles) {
        return tokenFor(subject, Instant.now().plus(Duration.ofHours(1)), roles);
    }

    public String tokenFor(String subject, Instant expires, String... roles) {
        var claims = """
                {"iss":"rowlock","sub":"%s","exp":%d,"iat":%d,"roles":[%s]}""".formatted(
                        subject,
                        expires.getEpochSecond(),
                        expires.minus(Duration.ofHours(1)).getEpochSecond(),
                        Arrays.stream(roles).map(role -> '"' + role + '"').collect(Collectors.joining(",")));
        var signed = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encoded(claims);
        return signed + "." + URL.encodeToString(signature(signed));
    }

    private byte[] signature(String text) {
        try {
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(keys.getPrivate());
            signer.update(text.getBytes(StandardCharsets.US_ASCII));
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(String json) {
        return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
