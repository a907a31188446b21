package io.rowlock.command.cancellation;

import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.api.payment.OrderId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list of evenings that do not take place, and of their orders, as far as the log has been followed. */
@Repository
class CancelledEvenings {
    private final JdbcClient sql;

    CancelledEvenings(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * How far an evening has been wound up.
     *
     * @param buyers how many buyers had held seats of it, once they have been counted
     * @param orders how many of their orders were cancelled or refused
     * @param refundsDue how many refunds that came to
     * @param refunded how many of those have been made
     */
    record Progress(
            ScheduleId scheduleId,
            Instant cancelledAt,
            int buyers,
            int orders,
            int refundsDue,
            int refunded,
            @Nullable Instant finishedAt) {}

    void write(ScheduleCancelled cancelled, Instant at) {
        sql.sql("""
                        INSERT INTO cancelled_evening (schedule_id, organiser, cancelled_at)
                        VALUES (:schedule, :organiser, :at) ON CONFLICT DO NOTHING""")
                .param("schedule", cancelled.scheduleId().value())
                .param("organiser", cancelled.organiser().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void write(OrderId order, ScheduleId schedule) {
        sql.sql("""
                        INSERT INTO cancelled_order (order_id, schedule_id)
                        SELECT :order, schedule_id FROM cancelled_evening WHERE schedule_id = :schedule
                        ON CONFLICT DO NOTHING""")
                .param("order", order.value())
                .param("schedule", schedule.value())
                .update();
    }

    void refundIsDue(OrderId order) {
        sql.sql("UPDATE cancelled_order SET due = due + 1 WHERE order_id = ?")
                .param(order.value())
                .update();
    }

    void refunded(OrderId order) {
        sql.sql("UPDATE cancelled_order SET refunded = refunded + 1 WHERE order_id = ? AND refunded < due")
                .param(order.value())
                .update();
    }

    void buyers(ScheduleId schedule, int buyers) {
        sql.sql("UPDATE cancelled_evening SET buyers = ? WHERE schedule_id = ?")
                .param(buyers)
                .param(schedule.value())
                .update();
    }

    void finish(ScheduleId schedule, Instant at) {
        sql.sql("UPDATE cancelled_evening SET finished_at = ? WHERE schedule_id = ?")
                .param(at.atOffset(ZoneOffset.UTC))
                .param(schedule.value())
                .update();
    }

    /**
     * For whom it belongs to.
     *
     * @throws NotCancelled for everybody else
     */
    Progress ownProgress(ScheduleId schedule, OrganiserId organiser) {
        return sql.sql("""
                        SELECT cancelled_at, buyers, finished_at, count(order_id) AS orders,
                               coalesce(sum(due), 0) AS due, coalesce(sum(refunded), 0) AS refunded
                        FROM cancelled_evening LEFT JOIN cancelled_order USING (schedule_id)
                        WHERE schedule_id = :schedule AND organiser = :organiser
                        GROUP BY schedule_id""")
                .param("schedule", schedule.value())
                .param("organiser", organiser.value())
                .query((row, _) -> new Progress(
                        schedule,
                        row.getTimestamp("cancelled_at").toInstant(),
                        row.getInt("buyers"),
                        row.getInt("orders"),
                        row.getInt("due"),
                        row.getInt("refunded"),
                        instant(row.getTimestamp("finished_at"))))
                .optional()
                .orElseThrow(NotCancelled::new);
    }

    boolean allRefunded(ScheduleId schedule) {
        return sql.sql("SELECT count(*) FROM cancelled_order WHERE schedule_id = ? AND refunded < due")
                        .param(schedule.value())
                        .query(Long.class)
                        .single()
                == 0;
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
