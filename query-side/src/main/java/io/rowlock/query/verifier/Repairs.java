package io.rowlock.query.verifier;

import io.rowlock.query.feed.Actions;
import io.rowlock.query.feed.Actions.What;
import io.rowlock.query.feed.Quiet;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the rows of one stream anew, from the verifier's own fold, while nobody projects anything of that group. */
@Component
class Repairs {
    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);

    private final @Nullable LogReader log;
    private final ReadModel rows;
    private final ConcertList list;
    private final JdbcClient tables;
    private final Quiet quiet;
    private final Actions actions;
    private final LeftOut leftOut;
    private final Findings findings;
    private final VerifierSettings settings;
    private final Clock clock;

    Repairs(
            Optional<LogReader> log,
            ReadModel rows,
            ConcertList list,
            JdbcClient tables,
            Quiet quiet,
            Actions actions,
            LeftOut leftOut,
            Findings findings,
            VerifierSettings settings,
            Clock clock) {
        this.log = log.orElse(null);
        this.rows = rows;
        this.list = list;
        this.tables = tables;
        this.quiet = quiet;
        this.actions = actions;
        this.leftOut = leftOut;
        this.findings = findings;
        this.settings = settings;
        this.clock = clock;
    }

    /** What came of it. */
    record Outcome(String stream, int written, int removed) {}

    /**
     * By the verifier, as the setting has it; what does not succeed stays a finding.
     *
     * @return false if it is too early: the group is being rebuilt
     */
    boolean byItself(Book<?> book, String stream) {
        var known = log;
        if (known == null) {
            return true;
        }
        try {
            var outcome = quiet.unlessRebuilding(book.group(), () -> repaired("verifier", book, stream, known));
            outcome.ifPresent(it -> told("verifier", book, it));
            return outcome.isPresent();
        } catch (RuntimeException e) {
            LOG.error("Could not repair {} of {}; it stays as it is", stream, book.group(), e);
            return true;
        }
    }

    /** By an operator. */
    Outcome by(String whom, Book<?> book, String stream) {
        var known = log;
        if (known == null) {
            throw RepairRefused.because(RepairRefused.Reason.LOG_NOT_KNOWN_HERE);
        }
        var outcome = quiet.in(book.group(), () -> repaired(whom, book, stream, known));
        told(whom, book, outcome);
        return outcome;
    }

    private static void told(String whom, Book<?> book, Outcome outcome) {
        LOG.warn("{} of {} was repaired by {}: {}", outcome.stream(), book.group(), whom, outcome);
    }

    private Outcome repaired(String whom, Book<?> book, String stream, LogReader known) {
        var done = mend(book, stream, known);
        actions.keep(
                What.STREAM_REPAIRED,
                book.group(),
                stream,
                null,
                whom,
                null,
                done.written() + " rows written, " + done.removed() + " removed");
        findings.repaired(book, stream);
        return done;
    }

    private <E> Outcome mend(Book<E> book, String stream, LogReader known) {
        if (known.lengths(Set.of(stream)).getOrDefault(stream, 0L) > settings.longestStream()) {
            throw RepairRefused.because(RepairRefused.Reason.STREAM_TOO_LONG);
        }
        var found = rows.read(book, Set.of(stream));
        var told = known.events(book.events(), Set.of(stream)).get(stream);
        if (told == null) {
            throw RepairRefused.because(RepairRefused.Reason.STREAM_NOT_READABLE);
        }
        var without = leftOut.of(book.group(), Set.of(stream)).getOrDefault(stream, Set.of());
        var subjects = new LinkedHashSet<>(found.keySet());
        told.forEach(it -> subjects.add(book.subject().apply(it.event())));
        int written = 0;
        int removed = 0;
        var concerts = new LinkedHashSet<String>();
        if (ConcertList.isMadeFrom(book)) {
            concerts.add(stream);
        }
        for (var subject : subjects) {
            var shown = found.getOrDefault(subject, new Sheet());
            var head = shown.get(book.head(), subject);
            var events = told.stream()
                    .filter(it -> book.subject().apply(it.event()).equals(subject))
                    .toList();
            long upTo = upTo(events, head == null ? -1 : head.seen());
            var right = book.fold()
                    .of(events.stream()
                            .filter(it -> it.sequence() <= upTo && !without.contains(it.sequence()))
                            .toList());
            right.rowsOf(book.head()).forEach(row -> row.saw(upTo));
            for (var row : shown.rows()) {
                concertOf(row).ifPresent(concerts::add);
                if (right.get(row.table(), row.key()) == null) {
                    remove(row);
                    removed++;
                }
            }
            for (var row : right.rows()) {
                concertOf(row).ifPresent(concerts::add);
                var now = shown.get(row.table(), row.key());
                if (now == null || !row.differencesTo(now).isEmpty()) {
                    write(row);
                    written++;
                }
            }
        }
        for (var leaf : book.leaves()) {
            removed += removeWhatHangsOnNothing(leaf, stream);
        }
        if (!concerts.isEmpty()) {
            written += list.write(concerts);
            removed += list.remove(concerts);
        }
        return new Outcome(stream, written, removed);
    }

    /** What is listed of a concert is made from its evenings, too. */
    private static Optional<String> concertOf(Sheet.Row row) {
        return row.table().equals(CatalogueBooks.SCHEDULE)
                ? Optional.ofNullable(row.value("concert_id")).map(String::valueOf)
                : Optional.empty();
    }

    /** Such rows are told by what they name, as if that were a stream. */
    private int removeWhatHangsOnNothing(Book.Leaf leaf, String owner) {
        return tables.sql("""
                        delete from %2$s l where l.%1$s = ?
                        and not exists (select 1 from %3$s t where t.%4$s = l.%1$s)""".formatted(
                        leaf.table().owner(), leaf.table().name(), leaf.of().name(), leaf.column()))
                .param(owner)
                .update();
    }

    /** What is still on its way is left to the projection, unless the row has seen it. */
    private <E> long upTo(List<Told<E>> events, long seen) {
        var old = clock.instant().minus(settings.grace());
        return events.stream()
                .filter(it -> it.sequence() <= seen || it.writtenAt().isBefore(old))
                .mapToLong(Told::sequence)
                .max()
                .orElse(-1);
    }

    private void write(Sheet.Row row) {
        var columns = row.table().allColumns();
        var key = row.table().key();
        var others = columns.stream().filter(it -> !key.contains(it)).toList();
        var values = new ArrayList<@Nullable Object>();
        columns.forEach(it -> values.add(stored(row.value(it))));
        tables.sql("insert into %s (%s) values (%s) on conflict (%s) do update set %s"
                        .formatted(
                                row.table().name(),
                                String.join(", ", columns),
                                columns.stream().map(_ -> "?").collect(Collectors.joining(", ")),
                                String.join(", ", key),
                                others.stream()
                                        .map(it -> it + " = excluded." + it)
                                        .collect(Collectors.joining(", "))))
                .params(values)
                .update();
    }

    private void remove(Sheet.Row row) {
        var key = row.table().key();
        tables.sql("delete from %s where %s"
                        .formatted(
                                row.table().name(),
                                key.stream().map(it -> it + " = ?").collect(Collectors.joining(" and "))))
                .params(key.stream().map(row::value).toList())
                .update();
    }

    private static @Nullable Object stored(@Nullable Object value) {
        return value instanceof Instant moment ? Timestamp.from(moment) : value;
    }
}
