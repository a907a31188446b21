package io.rowlock.query.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the groups of projections come along, for whoever watches over them. */
@Component
public class Following {
    private final Groups groups;
    private final Positions positions;
    private final Head head;
    private final Lags lags;
    private final DeadLetterCounts deadLetters;
    private final RebuildReports rebuilds;
    private final FeedSettings settings;
    private final JdbcClient database;
    private final Clock clock;

    Following(
            Groups groups,
            Positions positions,
            Head head,
            Lags lags,
            DeadLetterCounts deadLetters,
            RebuildReports rebuilds,
            FeedSettings settings,
            JdbcClient database,
            Clock clock) {
        this.groups = groups;
        this.positions = positions;
        this.head = head;
        this.lags = lags;
        this.deadLetters = deadLetters;
        this.rebuilds = rebuilds;
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    /**
     * How a group comes along.
     *
     * @param position for each partition the offset that is projected next
     * @param head for each partition where the topic ends; null while the broker is away
     * @param lag null while the broker is away
     * @param rebuild how the last one comes along, or what came of it; null if there was none
     */
    public record Standing(
            List<Segment> segments,
            Map<Integer, Long> position,
            @Nullable Map<Integer, Long> head,
            @Nullable Lag lag,
            DeadLetters deadLetters,
            boolean rebuilding,
            @Nullable Rebuild rebuild) {}

    /**
     * How far behind the topic.
     *
     * @param events how many records are not projected yet
     * @param time how old the oldest of them is; null while that cannot be told
     */
    public record Lag(long events, @Nullable Duration time) {}

    /** A part of a group's streams, and who follows it; nobody does whose claim is older than it may be. */
    public record Segment(int number, @Nullable String instance) {}

    /** How many streams stand still, and how many events wait in them. */
    public record DeadLetters(long streams, long events) {}

    private record Claim(int segment, @Nullable String owner, String timestamp) {}

    public Set<String> groups() {
        return groups.names();
    }

    /** What this process is called among those that share the tables. */
    public String instance() {
        return settings.instance();
    }

    public Standing of(String group) {
        var position = positions.of(group);
        var dead = deadLetters.of(group);
        var rebuild = rebuilds.of(group);
        var time = lags.of(group).map(it -> it.time(clock.instant())).orElse(null);
        return new Standing(
                segments(group),
                new TreeMap<>(position.offsets()),
                head.ends().<Map<Integer, Long>>map(TreeMap::new).orElse(null),
                position.behind()
                        .map(it -> new Lag(it, it == 0 ? Duration.ZERO : time))
                        .orElse(null),
                new DeadLetters(dead.streams(), dead.events()),
                rebuild.filter(Rebuild::isUnderWay).isPresent(),
                rebuild.orElse(null));
    }

    private List<Segment> segments(String group) {
        var silentSince = clock.instant().minus(settings.claimTimeout());
        return database
                .sql("""
                        select segment, owner, timestamp from token_entry
                        where processor_name = ? order by segment""")
                .param(group)
                .query((row, _) -> new Claim(row.getInt("segment"), row.getString("owner"), row.getString("timestamp")))
                .list()
                .stream()
                .map(it -> new Segment(
                        it.segment(), Instant.parse(it.timestamp()).isBefore(silentSince) ? null : it.owner()))
                .toList();
    }

    /** For each partition where the topic ends; empty while the broker is away. */
    public Optional<Map<Integer, Long>> head() {
        return head.ends();
    }

    /** For each partition the offset that a group projects next. */
    public Map<Integer, Long> position(String group) {
        return positions.of(group).offsets();
    }

    /** Which of these streams wait behind a dead letter. */
    public Set<String> stopped(String group, Collection<String> streams) {
        return Set.copyOf(database.sql("""
                        select distinct sequence_identifier from dead_letter_entry
                        where processing_group = ? and sequence_identifier = any(?)""")
                .param(group)
                .param(streams.toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
