package io.rowlock.command.waitingroom.draw;

import io.rowlock.api.catalogue.ScheduleId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The lists of those who were drawn, in PostgreSQL: a proof is asked for when Redis has long forgotten the evening. */
@Repository
public class DrawnLists {
    private final JdbcClient sql;

    DrawnLists(JdbcClient sql) {
        this.sql = sql;
    }

    /** Several instances may write the same. */
    public void write(ScheduleId schedule, int round, int first, List<String> receipts) {
        sql.sql("""
                        INSERT INTO waiting_room_list (schedule_id, round, first, receipts)
                        VALUES (:schedule, :round, :first, :receipts) ON CONFLICT DO NOTHING""")
                .param("schedule", schedule.value())
                .param("round", round)
                .param("first", first)
                .param("receipts", DrawnList.part(receipts))
                .update();
    }

    public DrawnList of(ScheduleId schedule, int round) {
        long bytes = sql.sql("""
                        SELECT coalesce(sum(length(receipts)), 0) FROM waiting_room_list
                        WHERE schedule_id = :schedule AND round = :round""")
                .param("schedule", schedule.value())
                .param("round", round)
                .query(Long.class)
                .single();
        return new DrawnList(bytes / DrawnList.RECEIPT_BYTES, first -> part(schedule, round, first));
    }

    private byte[] part(ScheduleId schedule, int round, int first) {
        return sql.sql("""
                        SELECT receipts FROM waiting_room_list
                        WHERE schedule_id = :schedule AND round = :round AND first = :first""")
                .param("schedule", schedule.value())
                .param("round", round)
                .param("first", first)
                .query(byte[].class)
                .single();
    }
}
