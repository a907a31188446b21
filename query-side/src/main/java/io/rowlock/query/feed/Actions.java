package io.rowlock.query.feed;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what was done to the read model by hand: nobody should have to ask who it was. */
@Component
public class Actions {
    private final JdbcClient tables;
    private final Clock clock;

    Actions(JdbcClient tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** What can be done. */
    public enum What {
        LETTER_RETRIED,
        LETTER_DISCARDED,
        STREAM_REPAIRED
    }

    /**
     * Something that was done.
     *
     * @param sequence of the event that it was about; null where it was about a whole stream
     * @param by the subject of the operator's token, or {@code verifier}
     * @param reason why, in the operator's words, where they were asked
     */
    public record Action(
            long actionId,
            What what,
            String projection,
            String stream,
            @Nullable Long sequence,
            String by,
            Instant at,
            @Nullable String reason,
            String outcome) {}

    public void keep(
            What what,
            String projection,
            String stream,
            @Nullable Long sequence,
            String by,
            @Nullable String reason,
            String outcome) {
        tables.sql("""
                        insert into feed_action
                            (what, projection, stream, sequence_number, done_by, done_at, reason, outcome)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(what.name())
                .param(projection)
                .param(stream)
                .param(sequence)
                .param(by)
                .param(Timestamp.from(clock.instant()))
                .param(reason)
                .param(outcome)
                .update();
    }

    /** The newest first, from before that one on. */
    List<Action> before(long actionId, int most) {
        return tables.sql("select * from feed_action where action_id < ? order by action_id desc limit ?")
                .params(actionId, most)
                .query((row, _) -> new Action(
                        row.getLong("action_id"),
                        What.valueOf(row.getString("what")),
                        row.getString("projection"),
                        row.getString("stream"),
                        row.getObject("sequence_number", Long.class),
                        row.getString("done_by"),
                        row.getTimestamp("done_at").toInstant(),
                        row.getString("reason"),
                        row.getString("outcome")))
                .list();
    }

    /**
     * What a group does without, by the decision of operators.
     *
     * @param events their numbers, by their streams
     * @param noise streams in which there was a record that is no event
     */
    record DoneWithout(Map<String, SortedSet<Long>> events, Set<String> noise) {
        static final DoneWithout NOTHING = new DoneWithout(Map.of(), Set.of());

        /** The first first. */
        SortedSet<Long> of(String stream) {
            return events.getOrDefault(stream, Collections.emptySortedSet());
        }
    }

    DoneWithout doneWithout(String group) {
        var events = new HashMap<String, SortedSet<Long>>();
        var noise = new HashSet<String>();
        tables.sql("""
                        select stream, sequence_number from feed_action
                        where what = 'LETTER_DISCARDED' and projection = ?""").param(group).query(row -> {
            var sequence = row.getObject("sequence_number", Long.class);
            if (sequence == null) {
                noise.add(row.getString("stream"));
            } else {
                events.computeIfAbsent(row.getString("stream"), _ -> new TreeSet<>())
                        .add(sequence);
            }
        });
        return new DoneWithout(events, noise);
    }

    /** The streams of a group whose rows were written from the log: the topic need not have told what they have seen. */
    Set<String> repaired(String group) {
        var repaired = new HashSet<String>();
        tables.sql("select distinct stream from feed_action where what = 'STREAM_REPAIRED' and projection = ?")
                .param(group)
                .query((RowCallbackHandler) row -> repaired.add(row.getString("stream")));
        return repaired;
    }

    private record Discarded(String stream, long sequence) {}

    /** Which events of these streams a group does without. */
    public Map<String, Set<Long>> discarded(String group, Collection<String> streams) {
        var discarded = new HashMap<String, Set<Long>>();
        tables.sql("""
                        select stream, sequence_number as sequence from feed_action
                        where what = 'LETTER_DISCARDED' and projection = ? and stream = any(?)
                          and sequence_number is not null""")
                .param(group)
                .param(streams.toArray(String[]::new))
                .query(Discarded.class)
                .list()
                .forEach(it -> discarded
                        .computeIfAbsent(it.stream(), _ -> new HashSet<>())
                        .add(it.sequence()));
        return discarded;
    }
}
