package io.rowlock.query.verifier;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The log itself, asked on a few connections of its own that cannot write. */
final class LogReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final long CONNECT_WITHIN_MS = 5_000;

    /** What the one who publishes is called among those who follow the log. */
    private static final String PUBLISHER = "publishing";

    /** The one kind of place that is understood here; while parts are put together there is another. */
    private static final String PLACE = "org.axonframework.eventhandling.GapAwareTrackingToken";

    private static final int REMEMBERED = 1_000;

    private final SaidOnce said = new SaidOnce(REMEMBERED);
    private final HikariDataSource connections;
    private final JdbcClient log;
    private final EventTypes types = new EventTypes();
    private final JsonMapper json = JsonMapper.builder().build();
    private final int longestStream;

    LogReader(VerifierSettings settings) {
        var pool = new HikariConfig();
        pool.setPoolName("verifier-log");
        pool.setJdbcUrl(settings.log().url());
        pool.setUsername(settings.log().username());
        pool.setPassword(settings.log().password());
        pool.setMaximumPoolSize(settings.log().connections());
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(CONNECT_WITHIN_MS);
        // The log may be away when this starts, and come later.
        pool.setInitializationFailTimeout(-1);
        pool.setReadOnly(true);
        pool.setConnectionInitSql("set default_transaction_read_only = on; set statement_timeout = "
                + settings.log().timeout().toMillis());
        this.connections = new HikariDataSource(pool);
        this.log = JdbcClient.create(connections);
        this.longestStream = settings.longestStream();
    }

    /** An entry of the log, as the tail names it. */
    record Entry(long index, String stream, String writer, Instant at) {}

    /** A stream, and what the log calls its writer. */
    record Named(String stream, String writer) {}

    long lastIndex() {
        return log.sql("select coalesce(max(global_index), 0) from domain_event")
                .query(Long.class)
                .single();
    }

    List<Entry> entriesAfter(long index, int most) {
        return log.sql("""
                        select global_index, aggregate_identifier, type, time_stamp from domain_event
                        where global_index > ? order by global_index limit ?""")
                .params(index, most)
                .query((row, _) -> new Entry(
                        row.getLong("global_index"),
                        row.getString("aggregate_identifier"),
                        row.getString("type"),
                        Instant.parse(row.getString("time_stamp"))))
                .list();
    }

    /** The next streams by their names, each by its first event. */
    List<Named> streamsAfter(String stream, int most) {
        return log.sql("""
                        select aggregate_identifier, type from domain_event
                        where aggregate_identifier > ? and sequence_number = 0
                        order by aggregate_identifier limit ?""")
                .params(stream, most)
                .query((row, _) -> new Named(row.getString("aggregate_identifier"), row.getString("type")))
                .list();
    }

    /** Which of these the log knows. */
    Set<String> known(Collection<String> streams) {
        return Set.copyOf(log.sql("""
                        select aggregate_identifier from domain_event
                        where aggregate_identifier = any(?) and sequence_number = 0""")
                .param(streams.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Whether an event was put on the topic, as far as the publisher's places tell. */
    enum Published {
        YES,
        NOT_YET,
        UNKNOWN
    }

    private record Place(@Nullable String type, @Nullable String json) {}

    /** Yes where each part of the publisher has gone past the event, and none means to come back to it. */
    Published published(String stream, long sequence) {
        try {
            long index = log.sql("""
                            select global_index from domain_event
                            where aggregate_identifier = ? and sequence_number = ?""").params(stream, sequence).query(Long.class).single();
            var places = log.sql("""
                            select token_type, convert_from(token, 'UTF8') as place from token
                            where processor_name = ?""")
                    .param(PUBLISHER)
                    .query((row, _) -> new Place(row.getString("token_type"), row.getString("place")))
                    .list();
            return places.isEmpty() ? Published.UNKNOWN : published(index, places);
        } catch (NonTransientDataAccessException | JacksonException e) {
            LOG.debug("Nobody can say how far the publisher has come", e);
            return Published.UNKNOWN;
        }
    }

    private Published published(long index, List<Place> places) {
        for (var place : places) {
            if (place.json() == null) {
                return Published.NOT_YET; // it has not begun
            }
            if (!PLACE.equals(place.type())) {
                return Published.UNKNOWN;
            }
            var read = json.readTree(place.json());
            boolean comesBack = read.at("/gaps").values().stream().anyMatch(gap -> gap.asLong() == index);
            if (read.at("/index").asLong() < index || comesBack) {
                return Published.NOT_YET;
            }
        }
        return Published.YES;
    }

    private record Length(String stream, long events) {}

    /** How many events each of these has. */
    Map<String, Long> lengths(Collection<String> streams) {
        var lengths = new LinkedHashMap<String, Long>();
        log.sql("""
                        select s.stream, coalesce((select max(sequence_number) + 1 from domain_event
                            where aggregate_identifier = s.stream), 0) as events
                        from unnest(?::text[]) s (stream)""")
                .param(streams.toArray(String[]::new))
                .query(Length.class)
                .list()
                .forEach(it -> lengths.put(it.stream(), it.events()));
        return lengths;
    }

    @SuppressWarnings("ArrayRecordComponent") // read, decoded and forgotten; never compared
    private record Stored(String stream, String type, long sequence, String at, byte[] payload) {}

    /** All events of these streams, in their order; a stream that is too long or cannot be read is left out. */
    <E> Map<String, List<Told<E>>> events(Class<E> events, Collection<String> streams) {
        var told = new HashMap<String, List<Told<E>>>();
        read(events, List.copyOf(streams), told);
        return told;
    }

    private <E> void read(Class<E> events, List<String> streams, Map<String, List<Told<E>>> into) {
        // One more than is taken, to see that there are more.
        var stored = log.sql("""
                        select aggregate_identifier, payload_type, sequence_number, time_stamp, payload
                        from domain_event where aggregate_identifier = any(?)
                        order by aggregate_identifier, sequence_number limit ?""")
                .param(streams.toArray(String[]::new))
                .param(longestStream + 1)
                .query((row, _) -> new Stored(
                        row.getString("aggregate_identifier"),
                        row.getString("payload_type"),
                        row.getLong("sequence_number"),
                        row.getString("time_stamp"),
                        row.getBytes("payload")))
                .list();
        if (stored.size() > longestStream) {
            if (streams.size() == 1) {
                if (said.isNew(streams.getFirst())) {
                    LOG.warn("{} has more than {} events: it is not verified", streams.getFirst(), longestStream);
                }
                return;
            }
            read(events, streams.subList(0, streams.size() / 2), into);
            read(events, streams.subList(streams.size() / 2, streams.size()), into);
            return;
        }
        streams.forEach(stream -> into.put(stream, new ArrayList<>()));
        for (var event : stored) {
            var ofStream = into.get(event.stream());
            if (ofStream == null) {
                continue;
            }
            try {
                ofStream.add(new Told<>(
                        events.cast(types.read(event.type(), event.payload())),
                        event.sequence(),
                        Instant.parse(event.at())));
            } catch (EventTypes.Unreadable e) {
                if (said.isNew(event.stream())) {
                    LOG.warn("{} is not verified: {}", event.stream(), e.getMessage());
                }
                into.remove(event.stream());
            }
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
