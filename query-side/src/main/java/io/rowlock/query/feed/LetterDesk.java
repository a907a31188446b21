package io.rowlock.query.feed;

import io.rowlock.query.feed.Actions.What;
import io.rowlock.query.platform.NotFound;
import io.rowlock.query.platform.PageOf;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.deadletter.jpa.JpaDeadLetter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What could not be projected: told to operators, who may have it tried at once, or do without it. */
@Component
class LetterDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LetterDesk.class);

    /** So much of a payload is shown; a record may be as large as the broker takes. */
    private static final int LONGEST_PAYLOAD = 10_000;

    /** Axon's: so long after it was begun, a try that has not ended was that of an instance that is gone. */
    private static final Duration A_TRY_TAKES_AT_MOST = Duration.ofSeconds(30);

    private static final String FIRST_OF_ITS_STREAM = """
            not exists (select 1 from dead_letter_entry b where b.processing_group = d.processing_group
                and b.sequence_identifier = d.sequence_identifier and b.sequence_index < d.sequence_index)""";

    private static final String WITH_WHAT_WAITS = """
            select d.*, (select count(*) from dead_letter_entry w where w.processing_group = d.processing_group
                and w.sequence_identifier = d.sequence_identifier and w.sequence_index > d.sequence_index) as waiting,
                %s as first
            from dead_letter_entry d where d.processing_group = ? and\s""".formatted(FIRST_OF_ITS_STREAM);

    private final Groups groups;
    private final JdbcClient tables;
    private final JdbcOperations database;
    private final EventProcessingConfiguration processing;
    private final DeadLetterCounts counts;
    private final Quiet quiet;
    private final Actions actions;
    private final Clock clock;

    LetterDesk(
            Groups groups,
            JdbcClient tables,
            JdbcOperations database,
            EventProcessingConfiguration processing,
            DeadLetterCounts counts,
            Quiet quiet,
            Actions actions,
            Clock clock) {
        this.groups = groups;
        this.tables = tables;
        this.database = database;
        this.processing = processing;
        this.counts = counts;
        this.quiet = quiet;
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * The event at which a stream stands still.
     *
     * @param what its type
     * @param sequence its number in its stream; null if nobody could read so much of it
     * @param tries how often it was tried; 0 for one that waits behind another
     * @param waiting how many wait behind it
     */
    record Letter(
            String letterId,
            String stream,
            String what,
            @Nullable Long sequence,
            Instant since,
            @Nullable Instant lastTriedAt,
            long tries,
            String cause,
            long waiting) {}

    /**
     * The same with all that is known of it.
     *
     * @param first whether it is the one that others wait behind
     * @param payload as text, cut off where it is too long
     */
    record Whole(
            Letter letter,
            boolean first,
            String eventId,
            String writtenAt,
            @Nullable String causeType,
            String payload,
            boolean payloadIsWhole,
            String metaData) {}

    /** What came of a try. */
    record Tried(
            String letterId,
            String stream,
            boolean projected,
            long left,
            @Nullable String cause) {}

    /** What came of doing without an event. */
    record Discarded(String letterId, String stream, boolean streamGoesOn, String consequence) {}

    PageOf<Letter> of(String group, int page, int size) {
        known(group);
        var letters = tables.sql(WITH_WHAT_WAITS + FIRST_OF_ITS_STREAM
                        + " order by d.enqueued_at, d.dead_letter_id limit ? offset ?")
                .params(group, size, (long) page * size)
                .query((row, _) -> letter(row))
                .list();
        return new PageOf<>(letters, page, size, counts.of(group).streams());
    }

    Whole one(String group, String letterId) {
        known(group);
        return tables.sql(WITH_WHAT_WAITS + "d.dead_letter_id = ?")
                .params(group, letterId)
                .query((row, _) -> whole(row))
                .optional()
                .orElseThrow(() -> new NotFound(NotFound.What.LETTER_NOT_FOUND));
    }

    /** Now, and with it those that wait behind it, until one fails. */
    Tried retry(String operator, String group, String letterId) {
        var letter = firstOrRefused(group, letterId);
        var free = new AtomicBoolean();
        processing
                .sequencedDeadLetterProcessor(group)
                .ifPresent(letters -> letters.process(next -> {
                    boolean it = next instanceof JpaDeadLetter<?> first
                            && first.getId().equals(letterId);
                    free.compareAndSet(false, it);
                    return it;
                }));
        var left = tables.sql("select count(*) from dead_letter_entry where processing_group = ?"
                        + " and sequence_identifier = ?")
                .params(group, letter.stream())
                .query(Long.class)
                .single();
        var still = tables.sql(WITH_WHAT_WAITS + "d.dead_letter_id = ?")
                .params(group, letterId)
                .query((row, _) -> letter(row))
                .optional();
        if (still.map(it -> it.tries() == letter.tries()).orElse(false)) {
            throw LetterRefused.because(LetterRefused.Reason.LETTER_BEING_TRIED);
        }
        if (still.isEmpty() && !free.get()) {
            throw new NotFound(NotFound.What.LETTER_NOT_FOUND); // somebody else has dealt with it meanwhile
        }
        var tried = new Tried(
                letterId,
                letter.stream(),
                still.isEmpty(),
                left,
                still.map(Letter::cause).orElse(null));
        actions.keep(
                What.LETTER_RETRIED,
                group,
                letter.stream(),
                letter.sequence(),
                operator,
                null,
                tried.projected() ? "projected, " + left + " left" : "failed again: " + tried.cause());
        return tried;
    }

    /**
     * Does without an event for good, and tells the row that it has seen it: what comes after it is projected onto the
     * row as it is. A rebuild does without it, too.
     */
    Discarded discard(String operator, String group, String letterId, String reason) {
        var letter = firstOrRefused(group, letterId);
        return quiet.in(group, () -> {
            var triedSince = tables.sql("""
                            select processing_started from dead_letter_entry
                            where processing_group = ? and dead_letter_id = ? for update""")
                    .params(group, letterId)
                    .query((row, _) -> Optional.ofNullable(row.getTimestamp("processing_started"))
                            .map(Timestamp::toInstant))
                    .optional()
                    .orElseThrow(() -> new NotFound(NotFound.What.LETTER_NOT_FOUND));
            if (triedSince
                    .filter(it -> it.isAfter(clock.instant().minus(A_TRY_TAKES_AT_MOST)))
                    .isPresent()) {
                throw LetterRefused.because(LetterRefused.Reason.LETTER_BEING_TRIED);
            }
            tables.sql("delete from dead_letter_entry where processing_group = ? and dead_letter_id = ?")
                    .params(group, letterId)
                    .update();
            var consequence = consequence(group, letter);
            actions.keep(
                    What.LETTER_DISCARDED,
                    group,
                    letter.stream(),
                    letter.sequence(),
                    operator,
                    reason,
                    consequence.inWords);
            LOG.warn("{} does without event {} of {}: {}", group, letter.sequence(), letter.stream(), reason);
            return new Discarded(letterId, letter.stream(), consequence != Consequence.WAITS_ON, consequence.inWords);
        });
    }

    /** What doing without an event means for those after it. */
    private enum Consequence {
        GOES_ON("Its row counts as having seen it; what comes after it is projected."),
        IS_NOT_MISSED("Rows of this stream take what comes as it comes; what comes after it is projected,"
                + " unless it builds on what this event would have begun."),
        WAITS_ON("There is no row that could count as having seen it; what builds on it will wait as it did.");

        private final String inWords;

        Consequence(String inWords) {
            this.inWords = inWords;
        }
    }

    private Consequence consequence(String group, Letter letter) {
        var kind = StreamKind.of(letter.stream());
        var projections = groups.projectionsOf(group).stream()
                .filter(it -> kind.equals(Optional.of(StreamKind.carrying(it.follows()))))
                .toList();
        if (projections.stream().flatMap(it -> it.tables().stream()).anyMatch(Table::hasSeveralRowsOfAStream)) {
            return Consequence.IS_NOT_MISSED;
        }
        var sequence = letter.sequence();
        return sequence != null && toldRow(projections, letter.stream(), sequence)
                ? Consequence.GOES_ON
                : Consequence.WAITS_ON;
    }

    /** A row that is called like the stream goes on from the event before. */
    private boolean toldRow(List<? extends Projection<?>> projections, String stream, long sequence) {
        return projections.stream()
                        .mapToInt(projection -> Objects.requireNonNull(database.execute((ConnectionCallback<Integer>)
                                connection -> Tables.live().passOver(projection, stream, sequence, connection))))
                        .sum()
                > 0;
    }

    private Letter firstOrRefused(String group, String letterId) {
        var whole = one(group, letterId);
        if (!whole.first()) {
            throw LetterRefused.because(LetterRefused.Reason.LETTER_WAITS_BEHIND_ANOTHER);
        }
        return whole.letter();
    }

    private void known(String group) {
        if (!groups.names().contains(group)) {
            throw new NotFound(NotFound.What.PROJECTION_NOT_FOUND);
        }
    }

    private static Letter letter(ResultSet row) throws SQLException {
        var touched = row.getTimestamp("last_touched");
        // Of a record that is no event nobody knows its number: the one that it is kept under says nothing.
        boolean isEvent = !row.getString("payload_type").equals(UnreadableRecord.class.getName());
        return new Letter(
                row.getString("dead_letter_id"),
                row.getString("sequence_identifier"),
                isEvent ? row.getString("payload_type") : "a record that is no event",
                isEvent ? row.getObject("sequence_number", Long.class) : null,
                row.getTimestamp("enqueued_at").toInstant(),
                touched == null ? null : touched.toInstant(),
                Tries.told(row.getBytes("diagnostics")),
                inPlainWords(row.getString("cause_type"), row.getString("cause_message")),
                row.getLong("waiting"));
    }

    private static Whole whole(ResultSet row) throws SQLException {
        var payload = text(row.getBytes("payload"));
        return new Whole(
                letter(row),
                row.getBoolean("first"),
                row.getString("event_identifier"),
                row.getString("time_stamp"),
                row.getString("cause_type"),
                payload.substring(0, Math.min(LONGEST_PAYLOAD, payload.length())),
                payload.length() <= LONGEST_PAYLOAD,
                text(row.getBytes("meta_data")));
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static String inPlainWords(@Nullable String type, @Nullable String message) {
        if (type == null) {
            return "It waits behind an earlier event of its stream.";
        }
        var said = message == null ? "" : message;
        if (type.equals(NotUnderstood.class.getName())) {
            return "This version cannot read it. " + said;
        }
        if (type.equals(MissedEvents.class.getName())) {
            return "Events before it have never come. " + said;
        }
        if (type.startsWith("org.springframework.dao.")) {
            return "The database does not take what it would become. " + said;
        }
        return "Its projection does not take it. " + said;
    }
}
