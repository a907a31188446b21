package io.rowlock.command.platform.idempotency;

import io.rowlock.command.platform.Marks;
import io.rowlock.command.platform.idempotency.Claim.Answered;
import io.rowlock.command.platform.idempotency.Claim.InFlight;
import io.rowlock.command.platform.idempotency.Claim.OfAnother;
import io.rowlock.command.platform.idempotency.Claim.Ours;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who does what under which key, and what came of it.
 *
 * <p>An entry is claimed by inserting it, so PostgreSQL decides between requests on any number of instances. A process
 * that dies between carrying out a request and remembering its answer leaves a claim that somebody takes over: the
 * request is then carried out again, and the domain's own rules see to it that a seat is sold once all the same.
 */
@Repository
class RememberedAnswers {
    private final JdbcClient sql;
    private final IdempotencySettings settings;
    private final Marks marks;
    private final Clock clock;

    RememberedAnswers(JdbcClient sql, IdempotencySettings settings, Marks marks, Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.marks = marks;
        this.clock = clock;
    }

    Claim claim(Key key, byte[] fingerprint) {
        var mark = marks.next();
        return insert(key, fingerprint, mark) ? new Ours(key, mark) : lookAt(key, fingerprint);
    }

    /** Takes the place of an answer that is no longer remembered, and of a request whose instance must have died. */
    private boolean insert(Key key, byte[] fingerprint, String mark) {
        return sql.sql("""
                        INSERT INTO remembered_answer AS known (caller, idempotency_key, fingerprint, mark, claimed_at)
                        VALUES (:caller, :key, :fingerprint, :mark, :now)
                        ON CONFLICT (caller, idempotency_key) DO UPDATE
                        SET fingerprint = excluded.fingerprint, mark = excluded.mark, claimed_at = excluded.claimed_at,
                            status = NULL, content_type = NULL, location = NULL, position = NULL, body = NULL
                        WHERE known.claimed_at <= :forgotten
                           OR (known.status IS NULL AND known.claimed_at <= :abandoned
                               AND known.fingerprint = excluded.fingerprint)""")
                        .param("caller", key.caller())
                        .param("key", key.text())
                        .param("fingerprint", fingerprint)
                        .param("mark", mark)
                        .param("now", ago(Duration.ZERO))
                        .param("forgotten", ago(settings.rememberedFor()))
                        .param("abandoned", ago(settings.takenOverAfter()))
                        .update()
                == 1;
    }

    private Claim lookAt(Key key, byte[] fingerprint) {
        return sql.sql("""
                        SELECT fingerprint, status, content_type, location, position, body FROM remembered_answer
                        WHERE caller = :caller AND idempotency_key = :key""")
                .param("caller", key.caller())
                .param("key", key.text())
                .query((row, number) -> claim(row, fingerprint))
                .optional()
                // Given up a moment ago, so it was in flight when we asked.
                .orElseGet(InFlight::new);
    }

    private static Claim claim(ResultSet row, byte[] fingerprint) throws SQLException {
        if (!MessageDigest.isEqual(fingerprint, row.getBytes("fingerprint"))) {
            return new OfAnother();
        }
        int status = row.getInt("status");
        if (row.wasNull()) {
            return new InFlight();
        }
        return new Answered(new Answer(
                status,
                row.getString("content_type"),
                row.getString("location"),
                row.getString("position"),
                row.getBytes("body")));
    }

    /** Does nothing where somebody has taken over: theirs is the answer that counts from then on. */
    void remember(Ours ours, Answer answer) {
        sql.sql("""
                        UPDATE remembered_answer
                        SET status = :status, content_type = :contentType, location = :location, position = :position,
                            body = :body
                        WHERE caller = :caller AND idempotency_key = :key AND mark = :mark""")
                .param("status", answer.status())
                .param("contentType", answer.contentType())
                .param("location", answer.location())
                .param("position", answer.position())
                .param("body", answer.body())
                .param("caller", ours.key().caller())
                .param("key", ours.key().text())
                .param("mark", ours.mark())
                .update();
    }

    void giveUp(Ours ours) {
        sql.sql("""
                        DELETE FROM remembered_answer
                        WHERE caller = :caller AND idempotency_key = :key AND mark = :mark""")
                .param("caller", ours.key().caller())
                .param("key", ours.key().text())
                .param("mark", ours.mark())
                .update();
    }

    /** A bounded number at a time; instances that sweep at once pass each other by. */
    void sweepOutOld() {
        sql.sql("""
                        DELETE FROM remembered_answer WHERE (caller, idempotency_key) IN (
                            SELECT caller, idempotency_key FROM remembered_answer WHERE claimed_at <= :forgotten
                            ORDER BY claimed_at LIMIT :most FOR UPDATE SKIP LOCKED)""")
                .param("forgotten", ago(settings.rememberedFor()))
                .param("most", settings.sweepAtMost())
                .update();
    }

    private OffsetDateTime ago(Duration time) {
        return clock.instant().minus(time).atOffset(ZoneOffset.UTC);
    }
}
