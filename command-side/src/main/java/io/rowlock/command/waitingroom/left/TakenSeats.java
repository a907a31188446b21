package io.rowlock.command.waitingroom.left;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.seat.SeatId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The list of seats that cannot be had, as far as the log has been followed.
 *
 * <p>Seats and not numbers of them: a seat may be held again before the end of its last hold is announced, so that what is
 * added and taken away does not add up.
 */
@Repository
class TakenSeats {
    private final JdbcTemplate batches;
    private final JdbcClient sql;

    TakenSeats(JdbcTemplate batches, JdbcClient sql) {
        this.batches = batches;
        this.sql = sql;
    }

    void write(Collection<SeatId> taken) {
        batches.batchUpdate("""
                INSERT INTO taken_seat (schedule_id, section, seat) VALUES (?, ?, ?) ON CONFLICT DO NOTHING""", taken, Math.max(1, taken.size()), (row, seat) -> {
            row.setString(1, seat.schedule().value());
            row.setString(2, seat.name().section());
            row.setString(3, seat.name().toString());
        });
    }

    void strikeOut(Collection<SeatId> free) {
        batches.batchUpdate(
                "DELETE FROM taken_seat WHERE schedule_id = ? AND section = ? AND seat = ?",
                free,
                Math.max(1, free.size()),
                (row, seat) -> {
                    row.setString(1, seat.schedule().value());
                    row.setString(2, seat.name().section());
                    row.setString(3, seat.name().toString());
                });
    }

    /** Nobody waits for them any more. */
    void forgetEveningsOverBefore(Instant time) {
        sql.sql("""
                        DELETE FROM taken_seat WHERE schedule_id IN
                            (SELECT schedule_id FROM waiting_room WHERE over_at < ?)""").param(time.atOffset(ZoneOffset.UTC)).update();
    }

    Map<String, Long> bySection(ScheduleId schedule) {
        return sql
                .sql("SELECT section, count(*) AS taken FROM taken_seat WHERE schedule_id = ? GROUP BY section")
                .param(schedule.value())
                .query((row, _) -> Map.entry(row.getString("section"), row.getLong("taken")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
