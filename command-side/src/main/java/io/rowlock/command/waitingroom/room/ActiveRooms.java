package io.rowlock.command.waitingroom.room;

import io.rowlock.api.catalogue.ScheduleId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list of evenings whose waiting rooms are kept, as far as the log has been followed. */
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

    /**
     * Those that are kept, and how many are not because there are too many.
     *
     * @param rooms the ones that have opened, and then those next to open
     */
    record Kept(List<ScheduleId> rooms, long leftOut) {}

    private record Listed(ScheduleId schedule, long all) {}

    void write(ScheduleId schedule, Instant opensAt, Instant overAt) {
        sql.sql("""
                        INSERT INTO waiting_room (schedule_id, opens_at, over_at) VALUES (:schedule, :opens, :over)
                        ON CONFLICT (schedule_id) DO NOTHING""")
                .param("schedule", schedule.value())
                .param("opens", opensAt.atOffset(ZoneOffset.UTC))
                .param("over", overAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** An operator did not wait for the hour. */
    void open(ScheduleId schedule, Instant at) {
        sql.sql("UPDATE waiting_room SET opens_at = least(opens_at, :at) WHERE schedule_id = :schedule")
                .param("schedule", schedule.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The evening does not take place, or its room is closed, so nobody waits for it. */
    void end(ScheduleId schedule, Instant at) {
        sql.sql("UPDATE waiting_room SET over_at = least(over_at, :at) WHERE schedule_id = :schedule")
                .param("schedule", schedule.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Kept list() {
        var listed = sql.sql("""
                        SELECT schedule_id, count(*) OVER () AS all_of_them FROM waiting_room
                        WHERE over_at > :now ORDER BY opens_at, schedule_id LIMIT :most""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", atMost)
                .query((row, _) -> new Listed(new ScheduleId(row.getString("schedule_id")), row.getLong("all_of_them")))
                .list();
        return new Kept(
                listed.stream().map(Listed::schedule).toList(),
                listed.isEmpty() ? 0 : listed.getFirst().all() - listed.size());
    }
}
