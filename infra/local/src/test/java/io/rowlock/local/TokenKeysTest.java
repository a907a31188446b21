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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeysTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"RSA, SHA256withRSA", "EC, SHA256withECDSA"})
    void what_a_private_key_signs_its_public_key_believes(String kind, String algorithm) throws Exception {
        var pair = pair(kind);
        var keys = KeyFactory.getInstance(kind);
        var signing = Signature.getInstance(algorithm);
        var said = "seat A-1-1".getBytes(StandardCharsets.UTF_8);
        signing.initSign(keys.generatePrivate(new PKCS8EncodedKeySpec(decoded(pair.privateKey()))));
        signing.update(said);
        var signature = signing.sign();

        signing.initVerify(keys.generatePublic(new X509EncodedKeySpec(decoded(pair.publicKey()))));
        signing.update(said);
        assertThat(signing.verify(signature)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void a_pair_is_made_once(String kind) throws Exception {
        var first = Files.readString(pair(kind).publicKey());
        assertThat(Files.readString(pair(kind).publicKey())).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"RSA, private.pem", "EC, admission-private.pem"})
    void a_pair_that_was_only_half_written_is_made_anew(String kind, String file) throws Exception {
        Files.writeString(folder.resolve(file), "-----BEGIN PRIV");
        assertThat(pair(kind).privateKey()).content().endsWith("-----END PRIVATE KEY-----\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void nobody_else_reads_a_private_key(String kind) throws Exception {
        var permissions = Files.getPosixFilePermissions(pair(kind).privateKey());
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    private TokenKeys.Pair pair(String kind) {
        var keys = TokenKeys.in(folder);
        return kind.equals("RSA") ? keys.access() : keys.admission();
    }

    private static byte[] decoded(Path pem) throws Exception {
        return Base64.getMimeDecoder()
                .decode(Files.readString(pem)
                        .replaceAll("-----[A-Z ]+-----", "")
                        .strip());
    }
}
