package io.rowlock.command.waitingroom.gate;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * How admissions are signed and believed.
 *
 * @param keys the first one signs, all of them are believed; one that stands here no more is retired
 * @param tokensRemembered how many tokens are remembered, so that each is signed and checked once
 * @param paymentGrace for how long after its end an admission still counts for a buyer who goes to pay
 */
@ConfigurationProperties("rowlock.waiting-room")
record AdmissionSettings(
        @DefaultValue List<SigningPair> keys,
        @DefaultValue("20000") int tokensRemembered,
        @DefaultValue("2m") Duration paymentGrace) {
    private static final int MOST_KEYS = 10;
    private static final int MOST_REMEMBERED = 1_000_000;
    private static final Duration MOST_GRACE = Duration.ofHours(1);

    AdmissionSettings {
        keys = List.copyOf(keys);
        if (keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("rowlock.waiting-room.keys has at most " + MOST_KEYS);
        }
        var ids = new HashSet<String>();
        for (var key : keys) {
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException("rowlock.waiting-room.keys names %s twice".formatted(key.id()));
            }
        }
        if (tokensRemembered < 1 || tokensRemembered > MOST_REMEMBERED) {
            throw new IllegalArgumentException("rowlock.waiting-room.tokens-remembered must be 1 to %d, was %d"
                    .formatted(MOST_REMEMBERED, tokensRemembered));
        }
        if (paymentGrace.isNegative() || paymentGrace.compareTo(MOST_GRACE) > 0) {
            throw new IllegalArgumentException("rowlock.waiting-room.payment-grace must be from 0 to %s, was %s"
                    .formatted(MOST_GRACE, paymentGrace));
        }
    }

    /**
     * An elliptic curve pair.
     *
     * @param id by which tokens name it; never given to another pair
     * @param privateKey where the PEM of the half lies that signs; needed of the first key only
     * @param publicKey where the PEM of the half lies that checks
     */
    record SigningPair(
            String id,
            @Nullable Resource privateKey,
            @Nullable Resource publicKey) {
        private static final String ID = "[A-Za-z0-9._-]{1,64}";

        SigningPair {
            if (!id.matches(ID)) {
                throw new IllegalArgumentException(
                        "An id in rowlock.waiting-room.keys must match %s, was %s".formatted(ID, id));
            }
        }
    }
}
