package io.rowlock.command.waitingroom.gate;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import io.rowlock.command.waitingroom.gate.AdmissionSettings.SigningPair;
import io.rowlock.web.caller.UnusableKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The pairs that admissions are signed and checked with, read once. Without one to sign with, nothing starts. */
@Component
final class AdmissionKeys {
    private static final String SETTING = "rowlock.waiting-room.keys";
    private static final String REMEDY = "Make a pair with `openssl genpkey -algorithm EC -pkeyopt"
            + " ec_paramgen_curve:P-256 -out admission-private.pem` and `openssl pkey -in admission-private.pem -pubout"
            + " -out admission-public.pem`, and name it and both files in rowlock.waiting-room.keys[0].";

    private final String signingId;
    private final JWSSigner signer;
    private final Map<String, JWSVerifier> verifiers = new HashMap<>();

    AdmissionKeys(AdmissionSettings settings) {
        if (settings.keys().isEmpty()) {
            throw unusable(SETTING + " is not set; no admission could be signed or believed.", null);
        }
        for (int i = 0; i < settings.keys().size(); i++) {
            var key = settings.keys().get(i);
            verifiers.put(key.id(), verifier(publicHalf(key, i)));
        }
        var first = settings.keys().getFirst();
        signingId = first.id();
        signer = signer(pairedWith(publicHalf(first, 0), privateHalf(first)));
    }

    String signingId() {
        return signingId;
    }

    JWSSigner signer() {
        return signer;
    }

    /** Empty for a key that is retired, or never was. */
    Optional<JWSVerifier> verifierOf(String id) {
        return Optional.ofNullable(verifiers.get(id));
    }

    private static ECPublicKey publicHalf(SigningPair key, int index) {
        return read(
                SETTING + "[" + index + "].public-key",
                key.publicKey(),
                "an EC public key of the curve P-256 (BEGIN PUBLIC KEY)",
                ECPublicKey.class,
                pem -> KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(pem)));
    }

    private static ECPrivateKey privateHalf(SigningPair key) {
        return read(
                SETTING + "[0].private-key",
                key.privateKey(),
                "an EC private key of the curve P-256 in PKCS 8 (BEGIN PRIVATE KEY)",
                ECPrivateKey.class,
                pem -> KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pem)));
    }

    private interface Reading {
        Key from(byte[] encoded) throws GeneralSecurityException;
    }

    private static <K extends ECKey> K read(
            String setting, @Nullable Resource where, String what, Class<K> type, Reading reading) {
        if (where == null) {
            throw unusable("%s is not set; it must name a PEM file with %s.".formatted(setting, what), null);
        }
        try {
            var text = where.getContentAsString(StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", "");
            var key = type.cast(reading.from(Base64.getMimeDecoder().decode(text.strip())));
            if (!Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
                throw unusable(
                        "%s names %s, which has a key of another curve than P-256.".formatted(setting, where), null);
            }
            return key;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw unusable(
                    "%s names %s, which cannot be read as a PEM file with %s.".formatted(setting, where, what), e);
        }
    }

    /** Whoever signed with the wrong half would find out when the first buyer is turned away. */
    private static ECPrivateKey pairedWith(ECPublicKey publicHalf, ECPrivateKey privateHalf) {
        try {
            var trial = Signature.getInstance("SHA256withECDSA");
            trial.initSign(privateHalf);
            var signed = trial.sign();
            trial.initVerify(publicHalf);
            if (!trial.verify(signed)) {
                throw unusable(SETTING + "[0] has a private-key and a public-key that are not of one pair.", null);
            }
            return privateHalf;
        } catch (GeneralSecurityException e) {
            throw unusable(SETTING + "[0] has a private-key that cannot sign.", e);
        }
    }

    private static JWSVerifier verifier(ECPublicKey key) {
        try {
            return new ECDSAVerifier(key);
        } catch (JOSEException e) {
            throw unusable(SETTING + " has a public-key that cannot check.", e);
        }
    }

    private static JWSSigner signer(ECPrivateKey key) {
        try {
            return new ECDSASigner(key);
        } catch (JOSEException e) {
            throw unusable(SETTING + "[0] has a private-key that cannot sign.", e);
        }
    }

    private static UnusableKey unusable(String sentence, @Nullable Throwable cause) {
        return new UnusableKey(sentence, REMEDY, cause);
    }
}
