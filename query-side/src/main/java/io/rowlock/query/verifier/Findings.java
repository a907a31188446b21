package io.rowlock.query.verifier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What was found, until it is found right again and for a while after; counted, and told in the log once. */
@Component
class Findings {
    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

    private final JdbcClient tables;
    private final VerifierSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Long> open = new ConcurrentHashMap<>();

    Findings(JdbcClient tables, VerifierSettings settings, Clock clock, MeterRegistry meters) {
        this.tables = tables;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        Arrays.stream(Finding.class.getPermittedSubclasses())
                .map(Finding::kindOf)
                .forEach(kind -> {
                    counter(kind);
                    Gauge.builder("rowlock.verifier.open", open, all -> all.getOrDefault(kind, 0L))
                            .description("Differences between what is shown and the log, as of now")
                            .tag("kind", kind)
                            .register(meters);
                });
    }

    private Counter counter(String kind) {
        return Counter.builder("rowlock.verifier.findings")
                .description("Differences between what is shown and the log that this instance has found")
                .tag("kind", kind)
                .register(meters);
    }

    /** A difference between what is shown and the log, as it is kept and told. */
    record Kept(
            long findingId,
            String kind,
            String projection,
            String stream,
            String sentence,
            Instant firstSeenAt,
            Instant lastSeenAt,
            @Nullable Instant settledAt,
            @Nullable Instant repairedAt) {}

    /** One that is to be looked at again. */
    record Open(long findingId, String kind, String stream, String book) {}

    /** Returns whether it is new. */
    boolean report(Finding finding, @Nullable Book<?> book) {
        var now = Timestamp.from(clock.instant());
        int known = tables.sql("""
                        update verifier_finding set sentence = ?, last_seen_at = ?
                        where projection = ? and stream = ? and kind = ? and settled_at is null""")
                .params(finding.sentence(), now, finding.group(), finding.stream(), finding.kind())
                .update();
        if (known > 0) {
            return false;
        }
        int kept = tables.sql("""
                        insert into verifier_finding
                            (kind, projection, stream, book, sentence, first_seen_at, last_seen_at)
                        select ?, ?, ?, ?, ?, ?, ?
                        where (select count(*) from verifier_finding where settled_at is null) < ?
                        on conflict do nothing""")
                .param(finding.kind())
                .param(finding.group())
                .param(finding.stream())
                .param(book == null ? null : book.name())
                .param(finding.sentence())
                .param(now)
                .param(now)
                .param(settings.mostFindings())
                .update();
        if (kept == 0) {
            return false; // as many are open as may be
        }
        counter(finding.kind()).increment();
        LOG.error(
                "{} shows of {} what the log does not say ({}): {}",
                finding.group(),
                finding.stream(),
                finding.kind(),
                finding.sentence());
        count();
        return true;
    }

    /** What is open of these streams and was not confirmed by this look is right again. */
    void settleBut(Book<?> book, Collection<String> streams, Collection<String> stillDoubted) {
        var right = streams.stream().filter(it -> !stillDoubted.contains(it)).toArray(String[]::new);
        if (right.length == 0) {
            return;
        }
        var settled = tables.sql("""
                        update verifier_finding set settled_at = ?
                        where book = ? and stream = any(?) and settled_at is null
                        returning stream""")
                .param(Timestamp.from(clock.instant()))
                .param(book.name())
                .param(right)
                .query((row, _) -> row.getString("stream"))
                .list();
        told(book.group(), settled);
    }

    /** A group that stood still goes on. */
    void settleStandstill(String group) {
        told(
                group,
                tables.sql("""
                        update verifier_finding set settled_at = ?
                        where projection = ? and stream = ? and book is null and settled_at is null
                        returning stream""")
                        .params(Timestamp.from(clock.instant()), group, group)
                        .query((row, _) -> row.getString("stream"))
                        .list());
    }

    /** A finding of another kind has taken its place: it is the same trouble, seen more clearly. */
    void settleOthers(Finding instead, Book<?> book) {
        tables.sql("""
                        update verifier_finding set settled_at = ?
                        where book = ? and stream = ? and kind <> ? and settled_at is null""")
                .params(Timestamp.from(clock.instant()), book.name(), instead.stream(), instead.kind())
                .update();
    }

    private void told(String group, List<String> settled) {
        if (!settled.isEmpty()) {
            settled.forEach(stream -> LOG.info("{} shows of {} what the log says again", group, stream));
            count();
        }
    }

    /** Those that were not looked at for the longest time. */
    List<Open> toLookAtAgain(int most) {
        return tables.sql("""
                        select finding_id, kind, stream, book from verifier_finding
                        where settled_at is null and book is not null order by last_seen_at limit ?""")
                .param(most)
                .query((row, _) -> new Open(
                        row.getLong("finding_id"),
                        row.getString("kind"),
                        row.getString("stream"),
                        row.getString("book")))
                .list();
    }

    void stillOpen(Collection<String> streams, Book<?> book) {
        tables.sql("""
                        update verifier_finding set last_seen_at = ?
                        where book = ? and stream = any(?) and settled_at is null""")
                .param(Timestamp.from(clock.instant()))
                .param(book.name())
                .param(streams.toArray(String[]::new))
                .update();
    }

    void repaired(Book<?> book, String stream) {
        tables.sql("""
                        update verifier_finding set repaired_at = ?
                        where book = ? and stream = ? and settled_at is null""")
                .params(Timestamp.from(clock.instant()), book.name(), stream)
                .update();
    }

    /** A finding that can be repaired. */
    record Repairable(String stream, String book) {}

    Optional<Repairable> repairable(long findingId) {
        return tables.sql("""
                        select stream, book from verifier_finding
                        where finding_id = ? and book is not null and settled_at is null""").param(findingId).query(Repairable.class).optional();
    }

    long open() {
        return tables.sql("select count(*) from verifier_finding where settled_at is null")
                .query(Long.class)
                .single();
    }

    /** Open ones first, the newest of each first. */
    List<Kept> newest(int most) {
        return tables.sql("""
                        select finding_id, kind, projection, stream, sentence, first_seen_at, last_seen_at, settled_at,
                               repaired_at
                        from verifier_finding order by settled_at is not null, finding_id desc limit ?""")
                .param(most)
                .query((row, _) -> new Kept(
                        row.getLong("finding_id"),
                        row.getString("kind"),
                        row.getString("projection"),
                        row.getString("stream"),
                        row.getString("sentence"),
                        row.getTimestamp("first_seen_at").toInstant(),
                        row.getTimestamp("last_seen_at").toInstant(),
                        instant(row.getTimestamp("settled_at")),
                        instant(row.getTimestamp("repaired_at"))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp moment) {
        return moment == null ? null : moment.toInstant();
    }

    /** Old ones that are settled make room. */
    void forget() {
        tables.sql("""
                        delete from verifier_finding where finding_id in (
                            select finding_id from verifier_finding where settled_at is not null
                            order by settled_at desc offset ?)""").param(settings.mostFindings()).update();
    }

    private record OfKind(String kind, long open) {}

    /** For the metric; another instance may be the one that finds. */
    @Scheduled(fixedDelayString = "${rowlock.verifier.count-every:5s}")
    void count() {
        var counted = tables.sql("""
                        select kind, count(*) as open from verifier_finding
                        where settled_at is null group by kind""").query(OfKind.class).list();
        open.keySet().retainAll(counted.stream().map(OfKind::kind).toList());
        counted.forEach(it -> open.put(it.kind(), it.open()));
    }
}
