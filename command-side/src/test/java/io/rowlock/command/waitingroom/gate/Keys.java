package io.rowlock.command.waitingroom.gate;

import io.rowlock.command.waitingroom.gate.AdmissionSettings.SigningPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.springframework.core.io.FileSystemResource;

/** Makes pairs of keys as an operator would: PEM files, and an id. */
record Keys(Path folder) {
    SigningPair pair(String id) {
        return pair(id, "secp256r1");
    }

    SigningPair pair(String id, String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            var pair = generator.generateKeyPair();
            return new SigningPair(
                    id,
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
                    pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private FileSystemResource pem(String what, byte[] encoded) {
        try {
            var file = Files.createTempFile(folder, "key", ".pem");
            Files.writeString(
                    file,
                    "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                            .formatted(what, Base64.getMimeEncoder().encodeToString(encoded), what));
            return new FileSystemResource(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the settings are that name these pairs, the first of which signs. */
    static AdmissionTokens tokens(SigningPair... pairs) {
        var settings = new AdmissionSettings(List.of(pairs), 100, Duration.ofMinutes(2));
        return new AdmissionTokens(new AdmissionKeys(settings), settings);
    }
}
