package io.rowlock.query.verifier;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers how far each walk has come. */
@Component
class Walks {
    private final JdbcClient tables;
    private final Clock clock;

    Walks(JdbcClient tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * A walk and its place.
     *
     * @param part what it goes through now
     * @param place the last of it that was looked at
     * @param streams how many were looked at since it began
     * @param rounds how often it came to the end
     * @param lastStreams how many there were then
     */
    record Walk(
            String name,
            String part,
            String place,
            String instance,
            Instant lookedAt,
            Instant begunAt,
            long streams,
            long rounds,
            @Nullable Instant lastEndedAt,
            long lastStreams) {
        Walk to(String nextPart, String nextPlace, int more, Instant now) {
            return new Walk(
                    name,
                    nextPart,
                    nextPlace,
                    instance,
                    now,
                    begunAt,
                    streams + more,
                    rounds,
                    lastEndedAt,
                    lastStreams);
        }

        /** Whoever goes on with it. */
        Walk by(String nextInstance) {
            return new Walk(
                    name, part, place, nextInstance, lookedAt, begunAt, streams, rounds, lastEndedAt, lastStreams);
        }

        Walk ended(String firstPart, Instant now) {
            return new Walk(name, firstPart, "", instance, now, now, 0, rounds + 1, now, streams);
        }
    }

    Optional<Walk> find(String name) {
        return all().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    Walk begin(String name, String part, String place, String instance) {
        var now = clock.instant();
        var begun = new Walk(name, part, place, instance, now, now, 0, 0, null, 0);
        keep(begun);
        return begun;
    }

    List<Walk> all() {
        return tables.sql("select * from verifier_walk order by name")
                .query((row, _) -> new Walk(
                        row.getString("name"),
                        row.getString("part"),
                        row.getString("place"),
                        row.getString("instance"),
                        row.getTimestamp("looked_at").toInstant(),
                        row.getTimestamp("begun_at").toInstant(),
                        row.getLong("streams"),
                        row.getLong("rounds"),
                        instant(row.getTimestamp("last_ended_at")),
                        row.getLong("last_streams")))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp moment) {
        return moment == null ? null : moment.toInstant();
    }

    void keep(Walk walk) {
        tables.sql("""
                        insert into verifier_walk (name, part, place, instance, looked_at, begun_at, streams, rounds,
                            last_ended_at, last_streams)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (name) do update set part = excluded.part, place = excluded.place,
                            instance = excluded.instance, looked_at = excluded.looked_at,
                            begun_at = excluded.begun_at, streams = excluded.streams, rounds = excluded.rounds,
                            last_ended_at = excluded.last_ended_at, last_streams = excluded.last_streams""")
                .param(walk.name())
                .param(walk.part())
                .param(walk.place())
                .param(walk.instance())
                .param(Timestamp.from(walk.lookedAt()))
                .param(Timestamp.from(walk.begunAt()))
                .param(walk.streams())
                .param(walk.rounds())
                .param(walk.lastEndedAt() == null ? null : Timestamp.from(walk.lastEndedAt()))
                .param(walk.lastStreams())
                .update();
    }
}
