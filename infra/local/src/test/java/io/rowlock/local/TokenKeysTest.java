package io.rowlock.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenKeysTest {
    @TempDir
    private Path folder;

    @Test
    void what_the_private_key_signs_the_public_key_believes() throws Exception {
        var keys = TokenKeys.in(folder);
        var rsa = KeyFactory.getInstance("RSA");
        var signing = Signature.getInstance("SHA256withRSA");
        var said = "seat A-1-1".getBytes(StandardCharsets.UTF_8);
        signing.initSign(rsa.generatePrivate(new PKCS8EncodedKeySpec(decoded(keys.privateKey()))));
        signing.update(said);
        var signature = signing.sign();

        signing.initVerify(rsa.generatePublic(new X509EncodedKeySpec(decoded(keys.publicKey()))));
        signing.update(said);
        assertThat(signing.verify(signature)).isTrue();
    }

    @Test
    void a_pair_is_made_once() throws Exception {
        var first = Files.readString(TokenKeys.in(folder).publicKey());
        assertThat(Files.readString(TokenKeys.in(folder).publicKey())).isEqualTo(first);
    }

    @Test
    void a_pair_that_was_only_half_written_is_made_anew() throws Exception {
        Files.writeString(folder.resolve("private.pem"), "-----BEGIN PRIV");
        assertThat(TokenKeys.in(folder).privateKey()).content().endsWith("-----END PRIVATE KEY-----\n");
    }

    @Test
    void nobody_else_reads_the_private_key() throws Exception {
        var permissions = Files.getPosixFilePermissions(TokenKeys.in(folder).privateKey());
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    private static byte[] decoded(Path pem) throws Exception {
        return Base64.getMimeDecoder()
                .decode(Files.readString(pem)
                        .replaceAll("-----[A-Z ]+-----", "")
                        .strip());
    }
}
