package io.rowlock.query.feed;

import io.rowlock.query.feed.Rebuild.Phase;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps how rebuilds come along where all instances can read it. */
@Component
class RebuildReports {
    private final JdbcClient database;
    private final FeedSettings settings;
    private final Clock clock;

    RebuildReports(JdbcClient database, FeedSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    Optional<Rebuild> of(String group) {
        return database.sql("select * from rebuild where projection = ?")
                .param(group)
                .query((row, _) -> new Rebuild(
                        row.getString("instance"),
                        Phase.valueOf(row.getString("phase")),
                        row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("told_at").toInstant(),
                        row.getLong("records_done"),
                        row.getLong("records_in_all"),
                        row.getLong("differences"),
                        row.getString("outcome")))
                .optional();
    }

    void begun(Collection<String> groups) {
        for (var group : groups) {
            database.sql("""
                            insert into rebuild (projection, instance, phase, started_at, told_at,
                                records_done, records_in_all, differences)
                            values (:group, :instance, :phase, :now, :now, 0, 0, 0)
                            on conflict (projection) do update set instance = excluded.instance,
                                phase = excluded.phase, started_at = excluded.started_at, told_at = excluded.told_at,
                                records_done = 0, records_in_all = 0, differences = 0, outcome = null""")
                    .param("group", group)
                    .param("instance", settings.instance())
                    .param("phase", Phase.FOLDING.name())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    void tell(Collection<String> groups, Phase phase, long done, long inAll, long differences) {
        tell(
                groups,
                "phase = ?, told_at = ?, records_done = ?, records_in_all = ?, differences = ?",
                phase.name(),
                now(),
                done,
                inAll,
                differences);
    }

    void ended(Collection<String> groups, Phase phase, String outcome) {
        tell(groups, "phase = ?, told_at = ?, outcome = ?", phase.name(), now(), outcome);
    }

    private void tell(Collection<String> groups, String what, Object... values) {
        for (var group : groups) {
            database.sql("update rebuild set " + what + " where projection = ?")
                    .params(values)
                    .param(group)
                    .update();
        }
    }

    private Object now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Whoever did them is no more. */
    void endedInTheMiddle() {
        database.sql("""
                        update rebuild set phase = 'FAILED', outcome = 'It was stopped in the middle; nothing has changed'
                        where phase in ('FOLDING', 'INDEXING', 'COMPARING', 'SWITCHING')""").update();
    }
}
