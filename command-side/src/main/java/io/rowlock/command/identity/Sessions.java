package io.rowlock.command.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The families of refresh tokens, one row a log-in.
 *
 * <p>A row knows the hash of the one token that has not been used yet. Any other token of the family has been: whoever
 * brings it, the caller or a thief, one of the two has lost it to the other, so the whole family ends.
 */
@Repository
class Sessions {
    private static final int MOST_SWEPT = 10_000;

    private final JdbcClient sql;
    private final TokenIssuing terms;
    private final SecureRandom chance;
    private final Clock clock;

    /** Whose session goes on, and with which token. */
    record Renewed(UserId userId, RefreshToken token) {}

    Sessions(JdbcClient sql, TokenIssuing terms, SecureRandom chance, Clock clock) {
        this.sql = sql;
        this.terms = terms;
        this.chance = chance;
        this.clock = clock;
    }

    RefreshToken begin(UserId userId) {
        var token = RefreshToken.ofNewSession(chance);
        sql.sql("""
                        INSERT INTO login_session (session, user_id, unused_token_hash, ends_at)
                        VALUES (:session, :userId, :hash, :endsAt)""")
                .param("session", token.session())
                .param("userId", userId.value())
                .param("hash", token.hash())
                .param("endsAt", now().plus(terms.sessionsLast()))
                .update();
        sql.sql("""
                        DELETE FROM login_session WHERE user_id = :userId AND session NOT IN (
                            SELECT session FROM login_session WHERE user_id = :userId
                            ORDER BY number DESC LIMIT :most)""")
                .param("userId", userId.value())
                .param("most", terms.sessionsPerAccount())
                .update();
        return token;
    }

    /** One statement uses the token up: of two callers who bring it at once, one comes first and the other second. */
    Optional<Renewed> renew(RefreshToken used) {
        var next = used.successor(chance);
        var owner = sql.sql("""
                        UPDATE login_session SET unused_token_hash = :next
                        WHERE session = :session AND unused_token_hash = :used AND ends_at > :now
                        RETURNING user_id""")
                .param("next", next.hash())
                .param("session", used.session())
                .param("used", used.hash())
                .param("now", now())
                .query(String.class)
                .optional();
        if (owner.isEmpty()) {
            end(used);
        }
        return owner.map(it -> new Renewed(new UserId(it), next));
    }

    void end(RefreshToken any) {
        sql.sql("DELETE FROM login_session WHERE session = :session")
                .param("session", any.session())
                .update();
    }

    void sweepOutEnded() {
        sql.sql("""
                        DELETE FROM login_session WHERE session IN (
                            SELECT session FROM login_session WHERE ends_at <= :now
                            ORDER BY ends_at LIMIT :most FOR UPDATE SKIP LOCKED)""").param("now", now()).param("most", MOST_SWEPT).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
