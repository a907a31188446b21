package io.rowlock.command.waitingroom.gate;

import static io.rowlock.command.waitingroom.gate.AdmissionRefused.Reason.ADMISSION_FORGED;
import static io.rowlock.command.waitingroom.gate.AdmissionRefused.Reason.ADMISSION_KEY_RETIRED;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import java.text.ParseException;
import java.util.Date;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Writes admissions down as signed tokens, and reads them.
 *
 * <p>Signing and checking cost a tenth of a millisecond of a core each, and a buyer shows the same token again and again:
 * so this is done once for each, as long as there is room to remember it.
 */
@Component
public class AdmissionTokens {
    /** So that no token which is signed for something else is ever taken for an admission. */
    private static final JOSEObjectType TYPE = new JOSEObjectType("admission+jwt");

    /** Twice as long as any that is written here; whatever is longer is not even looked at. */
    private static final int LONGEST = 2_000;

    private final AdmissionKeys keys;
    private final Cache<Admission, String> written;
    private final Cache<String, Admission> read;

    AdmissionTokens(AdmissionKeys keys, AdmissionSettings settings) {
        this.keys = keys;
        this.written =
                Caffeine.newBuilder().maximumSize(settings.tokensRemembered()).build();
        this.read =
                Caffeine.newBuilder().maximumSize(settings.tokensRemembered()).build();
    }

    /** What the buyer shows at the gate. */
    public String tokenFor(Admission admission) {
        return written.get(admission, this::write);
    }

    private String write(Admission admission) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(keys.signingId())
                .build();
        var claims = new JWTClaimsSet.Builder()
                .jwtID(admission.id())
                .audience(admission.schedule().value())
                .subject(admission.buyer().value())
                .expirationTime(Date.from(admission.end()))
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(keys.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("An admission could not be signed", e);
        }
        return token.serialize();
    }

    /**
     * What a token says, if we said so; whether it still counts, and for whom, is for the gate to judge.
     *
     * @throws AdmissionRefused when it is not ours, or signed with a key that is believed no more
     */
    Admission read(String token) {
        return read.get(token, this::check);
    }

    private Admission check(String token) {
        try {
            if (token.length() > LONGEST) {
                throw new AdmissionRefused(ADMISSION_FORGED);
            }
            var parsed = SignedJWT.parse(token);
            var header = parsed.getHeader();
            // One algorithm and one type, named here: which to use is not the token's to say.
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    || !TYPE.equals(header.getType())
                    || header.getKeyID() == null) {
                throw new AdmissionRefused(ADMISSION_FORGED);
            }
            var verifier =
                    keys.verifierOf(header.getKeyID()).orElseThrow(() -> new AdmissionRefused(ADMISSION_KEY_RETIRED));
            if (!parsed.verify(verifier)) {
                throw new AdmissionRefused(ADMISSION_FORGED);
            }
            return admission(parsed.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalStateException notOurs) {
            throw new AdmissionRefused(ADMISSION_FORGED);
        }
    }

    private static Admission admission(JWTClaimsSet claims) {
        return new Admission(
                Objects.requireNonNull(claims.getJWTID()),
                new ScheduleId(claims.getAudience().getFirst()),
                new BuyerId(Objects.requireNonNull(claims.getSubject())),
                Objects.requireNonNull(claims.getExpirationTime()).toInstant());
    }
}
