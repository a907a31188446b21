package io.rowlock.command.waitingroom.room;

import io.rowlock.api.catalogue.ScheduleId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list of evenings whose waiting rooms are kept, as far as the log has been followed: those next to open first. */
@Repository
class ActiveRooms {
    private final JdbcClient sql;
    private final Clock clock;
    private final int atMost;

    ActiveRooms(JdbcClient sql, Clock clock, RoomSettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.atMost = settings.mostActive();
    }

    void write(ScheduleId schedule, Instant overAt) {
        sql.sql("""
                        INSERT INTO waiting_room (schedule_id, over_at) VALUES (:schedule, :over)
                        ON CONFLICT (schedule_id) DO NOTHING""")
                .param("schedule", schedule.value())
                .param("over", overAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The evening does not take place, or its room is closed, so nobody waits for it. */
    void end(ScheduleId schedule, Instant at) {
        sql.sql("UPDATE waiting_room SET over_at = least(over_at, :at) WHERE schedule_id = :schedule")
                .param("schedule", schedule.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** One more than may be kept, at most: which shows that some are left out. */
    List<ScheduleId> list() {
        return sql.sql("SELECT schedule_id FROM waiting_room WHERE over_at > :now ORDER BY over_at LIMIT :most")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", atMost + 1)
                .query((row, _) -> new ScheduleId(row.getString("schedule_id")))
                .list();
    }

    boolean leavesSomeOut(List<ScheduleId> listed) {
        return listed.size() > atMost;
    }
}
