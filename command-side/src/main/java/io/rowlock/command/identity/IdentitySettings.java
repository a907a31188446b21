package io.rowlock.command.identity;

import io.rowlock.web.caller.Role;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are let in.
 *
 * @param hashing what checking a password may cost
 * @param seededAccounts accounts that are there from the start; the only way to become an organiser
 */
@ConfigurationProperties("rowlock.identity")
record IdentitySettings(
        @DefaultValue Hashing hashing, @DefaultValue List<SeededAccount> seededAccounts) {
    private static final int MOST_SEEDED = 100;

    IdentitySettings {
        seededAccounts = List.copyOf(seededAccounts);
        if (seededAccounts.size() > MOST_SEEDED) {
            throw new IllegalArgumentException("rowlock.identity.seeded-accounts has at most " + MOST_SEEDED);
        }
    }

    /**
     * What checking a password may cost.
     *
     * @param strength bcrypt's work factor; one more doubles the time, 10 takes about 50 ms of a core
     * @param atOnce how many passwords are worked on at a time
     * @param waiting how many more may wait for their turn; whoever comes on top of that is asked to come back
     */
    record Hashing(
            @DefaultValue("10") int strength,
            @DefaultValue("2") int atOnce,
            @DefaultValue("64") int waiting) {
        Hashing {
            require("strength", strength, 10, 16);
            require("at-once", atOnce, 1, 64);
            require("waiting", waiting, 1, 10_000);
        }

        private static void require(String what, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException("rowlock.identity.hashing.%s must be from %d to %d, was %d"
                        .formatted(what, least, most, value));
            }
        }
    }

    /** An account that is there from the start, unless its e-mail already has one. */
    record SeededAccount(String email, String password, String name, Set<Role> roles) {
        SeededAccount {
            roles = Set.copyOf(roles);
            if (email.isBlank() || name.isBlank() || roles.isEmpty()) {
                throw new IllegalArgumentException(
                        "A seeded account in rowlock.identity.seeded-accounts needs email, name and roles");
            }
            if (password.length() < Passwords.LEAST_CHARACTERS || !Passwords.canBeHashed(password)) {
                throw new IllegalArgumentException(
                        "The password of %s in rowlock.identity.seeded-accounts must have at least %d characters and at most %d bytes"
                                .formatted(email, Passwords.LEAST_CHARACTERS, Passwords.MOST_BYTES));
            }
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "SeededAccount[" + roles + "]";
        }
    }
}
