package io.rowlock.command.waitingroom.gate;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whose admissions were ended before their time, as far as the log has been followed.
 *
 * <p>Nobody looks here as long as Redis knows it. It is for the time when Redis is away, for a while afterwards, and for a
 * Redis that has come back without what it had been told.
 */
@Repository
class EndedAdmissions {
    private final JdbcClient sql;

    EndedAdmissions(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * How a buyer's admissions came to an end.
     *
     * @param at whatever was given until then counts no more
     * @param byOperatorAt the same, where an operator ended it
     */
    record Ended(Instant at, Optional<Instant> byOperatorAt) {
        boolean concerns(Admission admission) {
            return !admission.givenAt().isAfter(at);
        }

        boolean concernsByOperator(Admission admission) {
            return byOperatorAt.filter(it -> !admission.givenAt().isAfter(it)).isPresent();
        }
    }

    void write(ScheduleId schedule, BuyerId buyer, Instant at, boolean byOperator) {
        sql.sql("""
                        INSERT INTO ended_admission AS known (schedule_id, buyer_id, ended_at, ended_by_operator_at)
                        VALUES (:schedule, :buyer, :at, CASE WHEN :byOperator THEN CAST(:at AS TIMESTAMPTZ) END)
                        ON CONFLICT (schedule_id, buyer_id) DO UPDATE
                        SET ended_at = greatest(known.ended_at, excluded.ended_at),
                            ended_by_operator_at = greatest(known.ended_by_operator_at, excluded.ended_by_operator_at)""")
                .param("schedule", schedule.value())
                .param("buyer", buyer.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("byOperator", byOperator)
                .update();
    }

    Optional<Ended> of(ScheduleId schedule, BuyerId buyer) {
        return sql.sql("""
                        SELECT ended_at, ended_by_operator_at FROM ended_admission
                        WHERE schedule_id = ? AND buyer_id = ?""")
                .param(schedule.value())
                .param(buyer.value())
                .query((row, _) -> new Ended(instant(row, 1).orElseThrow(), instant(row, 2)))
                .optional();
    }

    /** One of an evening's, for those who go through all of them. */
    record OfBuyer(BuyerId buyer, Instant at) {}

    /** The next so many of an evening, in an order of their own. */
    List<OfBuyer> after(ScheduleId schedule, Optional<BuyerId> last, int most) {
        return sql.sql("""
                        SELECT buyer_id, ended_at FROM ended_admission
                        WHERE schedule_id = ? AND buyer_id > ? ORDER BY buyer_id LIMIT ?""")
                .param(schedule.value())
                .param(last.map(BuyerId::value).orElse(""))
                .param(most)
                .query((row, _) -> new OfBuyer(
                        new BuyerId(row.getString(1)), instant(row, 2).orElseThrow()))
                .list();
    }

    /** No admission is as old as that. */
    void forgetUntil(Instant before) {
        sql.sql("DELETE FROM ended_admission WHERE ended_at < ?")
                .param(before.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
