package io.rowlock.command.waitingroom.gate;

import static io.rowlock.command.waitingroom.gate.AdmissionRefused.Reason.ADMISSION_FORGED;
import static io.rowlock.command.waitingroom.gate.AdmissionRefused.Reason.ADMISSION_KEY_RETIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.command.waitingroom.gate.AdmissionSettings.SigningPair;
import io.rowlock.web.caller.UnusableKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

class AdmissionTokensTest {
    private static final Instant END = Instant.parse("2027-03-01T20:10:00Z");
    private static final Admission ANNAS =
            new Admission("1.7.1804190400000", new ScheduleId("sch-tosca"), new BuyerId("usr-anna"), END);

    private final Keys keys;
    private final SigningPair spring;
    private final AdmissionTokens tokens;

    AdmissionTokensTest(@TempDir Path folder) {
        keys = new Keys(folder);
        spring = keys.pair("spring");
        tokens = Keys.tokens(spring);
    }

    @Test
    void what_was_written_is_read_and_says_the_same() {
        assertThat(tokens.read(tokens.tokenFor(ANNAS))).isEqualTo(ANNAS);
    }

    @Test
    void anna_is_told_the_same_token_whenever_she_asks() {
        assertThat(tokens.tokenFor(ANNAS)).isEqualTo(tokens.tokenFor(ANNAS));
    }

    @Test
    void an_end_is_told_to_the_second_so_that_the_token_says_no_more_than_was_promised() {
        var later = new Admission(ANNAS.id(), ANNAS.schedule(), ANNAS.buyer(), END.plusMillis(999));
        assertThat(later.end()).isEqualTo(END);
        assertThat(tokens.read(tokens.tokenFor(later))).isEqualTo(later);
    }

    @Test
    void an_admission_counts_until_its_end_and_not_at_it() {
        assertThat(ANNAS.hasEndedAt(END.minusMillis(1))).isFalse();
        assertThat(ANNAS.hasEndedAt(END)).isTrue();
        assertThat(ANNAS.hasEndedAt(END.plusMillis(1))).isTrue();
    }

    @Test
    void another_instance_with_the_same_keys_believes_it() {
        assertThat(Keys.tokens(spring).read(tokens.tokenFor(ANNAS))).isEqualTo(ANNAS);
    }

    @Test
    void no_bit_of_it_can_be_changed() {
        var token = tokens.tokenFor(ANNAS);
        tokens.read(token); // so that it is remembered, and what looks like it must not be taken for it
        var parts = token.split("\\.", -1);
        for (int part = 0; part < parts.length; part++) {
            var bytes = Base64.getUrlDecoder().decode(parts[part]);
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                var changed = bytes.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                var with = parts.clone();
                with[part] = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
                assertThatThrownBy(() -> tokens.read(String.join(".", with)))
                        .as("part %d, bit %d", part, bit)
                        .isInstanceOfSatisfying(
                                AdmissionRefused.class,
                                refused -> assertThat(refused.reason()).isIn(ADMISSION_FORGED, ADMISSION_KEY_RETIRED));
            }
        }
    }

    @Test
    void claims_of_one_under_the_signature_of_another_are_forged() {
        var hers = tokens.tokenFor(ANNAS).split("\\.", -1);
        var bens = tokens.tokenFor(new Admission("1.9.1804190400000", ANNAS.schedule(), new BuyerId("usr-ben"), END))
                .split("\\.", -1);
        refused(hers[0] + "." + bens[1] + "." + hers[2], ADMISSION_FORGED);
    }

    @Test
    void one_signed_by_others_under_the_id_of_our_key_is_forged() {
        refused(Keys.tokens(keys.pair("spring")).tokenFor(ANNAS), ADMISSION_FORGED);
    }

    @Test
    void one_signed_by_a_key_that_is_not_in_the_settings_is_of_a_retired_key() {
        refused(Keys.tokens(keys.pair("winter")).tokenFor(ANNAS), ADMISSION_KEY_RETIRED);
    }

    @Test
    void keys_are_rotated_without_turning_anybody_away() {
        var summer = keys.pair("summer");
        var old = tokens.tokenFor(ANNAS);

        // First all instances learn to believe the new key, while the old one still signs.
        var prepared = Keys.tokens(spring, publicHalf(summer));
        assertThat(prepared.read(old)).isEqualTo(ANNAS);
        assertThat(tokens.read(prepared.tokenFor(ANNAS))).isEqualTo(ANNAS);

        // Then the new one signs, and the old one is still believed.
        var rotated = Keys.tokens(summer, publicHalf(spring));
        assertThat(rotated.read(old)).isEqualTo(ANNAS);
        assertThat(prepared.read(rotated.tokenFor(ANNAS))).isEqualTo(ANNAS);

        // And once the last of its admissions has ended, the old one is believed no more.
        assertThatThrownBy(() -> Keys.tokens(summer).read(old))
                .isInstanceOfSatisfying(
                        AdmissionRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ADMISSION_KEY_RETIRED));
    }

    private static SigningPair publicHalf(SigningPair pair) {
        return new SigningPair(pair.id(), null, pair.publicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "a.b.c", "..", "null", "ÿ.ÿ.ÿ", "{}", "eyJhbGciOiJFUzI1NiJ9.e30.AA"})
    void what_is_no_token_is_forged(String text) {
        refused(text, ADMISSION_FORGED);
    }

    @Test
    void one_that_is_too_long_is_not_looked_at() {
        refused(tokens.tokenFor(ANNAS) + "A".repeat(2_000), ADMISSION_FORGED);
    }

    @Test
    void how_to_check_is_not_the_tokens_to_say() throws Exception {
        var claims = new JWTClaimsSet.Builder()
                .jwtID("1.7.1804190400000")
                .audience("sch-tosca")
                .subject("usr-anna")
                .expirationTime(Date.from(END))
                .build();
        refused(new PlainJWT(claims).serialize(), ADMISSION_FORGED);

        var withThePublicKeyAsSecret = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID("spring")
                        .type(new JOSEObjectType("admission+jwt"))
                        .build(),
                claims);
        withThePublicKeyAsSecret.sign(new MACSigner(pem(Objects.requireNonNull(spring.publicKey()))));
        refused(withThePublicKeyAsSecret.serialize(), ADMISSION_FORGED);
    }

    @Test
    void what_our_key_has_signed_for_something_else_is_no_admission() throws Exception {
        var settings = new AdmissionSettings(List.of(spring), 1, Duration.ZERO);
        var other = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID("spring")
                        .type(JOSEObjectType.JWT)
                        .build(),
                new JWTClaimsSet.Builder()
                        .jwtID("1.7.1804190400000")
                        .audience("sch-tosca")
                        .subject("usr-anna")
                        .expirationTime(Date.from(END))
                        .build());
        other.sign(new AdmissionKeys(settings).signer());
        refused(other.serialize(), ADMISSION_FORGED);
    }

    @Test
    void without_a_key_to_sign_with_nothing_starts() {
        assertThatThrownBy(() -> Keys.tokens())
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("rowlock.waiting-room.keys is not set");
        assertThatThrownBy(() -> Keys.tokens(publicHalf(spring)))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("keys[0].private-key is not set");
        assertThatThrownBy(() -> Keys.tokens(spring, new SigningPair("summer", null, null)))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("keys[1].public-key is not set");
    }

    @Test
    void halves_of_two_pairs_another_curve_and_what_is_no_key_are_refused_at_the_start() throws Exception {
        var summer = keys.pair("summer");
        assertThatThrownBy(() -> Keys.tokens(new SigningPair("mixed", spring.privateKey(), summer.publicKey())))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("not of one pair");
        assertThatThrownBy(() -> Keys.tokens(keys.pair("large", "secp384r1")))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("another curve than P-256");
        var garbage = new ByteArrayResource("garbage".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> Keys.tokens(new SigningPair("garbage", garbage, garbage)))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("cannot be read as a PEM file");
        assertThatThrownBy(() -> Keys.tokens(new SigningPair("swapped", spring.publicKey(), spring.privateKey())))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("cannot be read as a PEM file");
    }

    @Test
    void settings_that_are_nonsense_are_refused() {
        assertThatThrownBy(() -> new AdmissionSettings(List.of(spring, spring), 1, Duration.ZERO))
                .hasMessageContaining("names spring twice");
        assertThatThrownBy(() -> new AdmissionSettings(List.of(spring), 0, Duration.ZERO))
                .hasMessageContaining("tokens-remembered");
        assertThatThrownBy(() -> new AdmissionSettings(List.of(spring), 1, Duration.ofSeconds(-1)))
                .hasMessageContaining("payment-grace");
        assertThatThrownBy(() -> new AdmissionSettings(
                        List.of(spring), 1, Duration.ofHours(1).plusNanos(1)))
                .hasMessageContaining("payment-grace");
        assertThatThrownBy(() -> new SigningPair("a key", null, null)).hasMessageContaining("must match");
    }

    private void refused(String token, AdmissionRefused.Reason reason) {
        assertThatThrownBy(() -> tokens.read(token))
                .isInstanceOfSatisfying(
                        AdmissionRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static byte[] pem(Resource file) throws Exception {
        return Files.readAllBytes(file.getFilePath());
    }
}
