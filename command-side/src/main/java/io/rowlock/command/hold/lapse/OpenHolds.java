package io.rowlock.command.hold.lapse;

import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list of holds that have not come to an end yet, as far as the log has been followed: a narrow row each. */
@Repository
class OpenHolds {
    private final JdbcTemplate batches;
    private final JdbcClient sql;

    OpenHolds(JdbcTemplate batches, JdbcClient sql) {
        this.batches = batches;
        this.sql = sql;
    }

    /** A hold and its end, as last heard of. */
    record OpenHold(HoldId holdId, BuyerId buyer, Instant heldUntil) {}

    /**
     * How it stands with them.
     *
     * @param due how many are over and not announced yet
     * @param overdue for how long the one of them has been over that has waited longest
     */
    record Count(long open, long due, Duration overdue) {}

    /** Those that are new, and those that have a new end. */
    void write(Collection<OpenHold> holds) {
        batches.batchUpdate("""
                INSERT INTO open_hold (hold_id, buyer, held_until) VALUES (?, ?, ?)
                ON CONFLICT (hold_id) DO UPDATE SET held_until = excluded.held_until, leased_until = '-infinity'""", holds, Math.max(1, holds.size()), (row, hold) -> {
            row.setString(1, hold.holdId().toString());
            row.setString(2, hold.buyer().value());
            row.setObject(3, utc(hold.heldUntil()));
        });
    }

    void strikeOut(Collection<HoldId> over) {
        batches.batchUpdate(
                "DELETE FROM open_hold WHERE hold_id = ?",
                over,
                Math.max(1, over.size()),
                (row, hold) -> row.setString(1, hold.toString()));
    }

    /** Takes some whose time is up; whoever else looks meanwhile passes them by until the lease is over. */
    List<OpenHold> lease(Instant now, Duration leasedFor, int atMost) {
        return sql.sql("""
                        UPDATE open_hold SET leased_until = :until WHERE hold_id IN (
                            SELECT hold_id FROM open_hold WHERE held_until <= :now AND leased_until <= :now
                            ORDER BY held_until LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING hold_id, buyer, held_until""")
                .param("until", utc(now.plus(leasedFor)))
                .param("now", utc(now))
                .param("most", atMost)
                .query((row, _) -> new OpenHold(
                        HoldId.of(row.getString("hold_id")),
                        new BuyerId(row.getString("buyer")),
                        row.getTimestamp("held_until").toInstant()))
                .list();
    }

    Count count(Instant now) {
        return sql.sql("""
                        SELECT count(*), count(*) FILTER (WHERE held_until <= :now),
                               min(held_until) FILTER (WHERE held_until <= :now) FROM open_hold""")
                .param("now", utc(now))
                .query((row, _) -> new Count(row.getLong(1), row.getLong(2), since(row.getTimestamp(3), now)))
                .single();
    }

    private static Duration since(@Nullable Timestamp end, Instant now) {
        return end == null ? Duration.ZERO : Duration.between(end.toInstant(), now);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
