package io.rowlock.query.verifier;

import io.micrometer.core.instrument.Counter;
import io.rowlock.query.verifier.Doubt.Differs;
import io.rowlock.query.verifier.Finding.RowTooMany;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at some streams of one book: rows and events are fetched in a few questions, and compared. */
final class Inspection {
    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);

    private static final int REMEMBERED = 1_000;

    private final SaidOnce said = new SaidOnce(REMEMBERED);
    private final LogReader log;
    private final ReadModel rows;
    private final ConcertList list;
    private final LeftOut leftOut;
    private final VerifierSettings settings;
    private final Clock clock;
    private final Counter notCompared;

    Inspection(
            LogReader log,
            ReadModel rows,
            ConcertList list,
            LeftOut leftOut,
            VerifierSettings settings,
            Clock clock,
            Counter notCompared) {
        this.log = log;
        this.rows = rows;
        this.list = list;
        this.leftOut = leftOut;
        this.settings = settings;
        this.clock = clock;
        this.notCompared = notCompared;
    }

    /**
     * What came of it.
     *
     * @param doubts the streams that give reason to doubt, each with its first reason
     * @param notCompared those of which nobody can say
     */
    record Look(Map<String, Doubt> doubts, Set<String> notCompared) {}

    Look doubts(Book<?> book, Collection<String> streams) {
        if (streams.isEmpty()) {
            return new Look(Map.of(), Set.of());
        }
        // Before their rows are read: there are as many of them.
        var portions = Portions.of(log.lengths(streams), settings.longestStream());
        portions.tooLong().stream()
                .filter(said::isNew)
                .forEach(it -> LOG.warn(
                        "{} of {} is not verified: it has more than {} events",
                        it,
                        book.group(),
                        settings.longestStream()));
        notCompared.increment(portions.tooLong().size());
        var look = new Look(new LinkedHashMap<>(), new LinkedHashSet<>(portions.tooLong()));
        for (var portion : portions.portions()) {
            var compared = compared(book, portion);
            look.doubts().putAll(compared.doubts());
            look.notCompared().addAll(compared.notCompared());
        }
        if (ConcertList.isMadeFrom(book)) {
            list.differences(streams).forEach(it -> look.doubts().putIfAbsent(it.stream(), new Differs(it)));
        }
        return look;
    }

    private <E> Look compared(Book<E> book, Collection<String> streams) {
        // What is told meanwhile must be in the log by the time it is read: rows first.
        var found = rows.of(book, streams);
        var told = log.events(book.events(), streams);
        var examiner = new Examiner<>(book, leftOut.of(book.group(), streams));
        var missedIfBefore = clock.instant().minus(settings.grace());
        var doubts = new LinkedHashMap<String, Doubt>();
        var without = new LinkedHashSet<String>();
        var foundIn = subjectsByStream(book, found);
        for (var stream : streams) {
            var events = told.get(stream);
            if (events == null) {
                without.add(stream); // nobody can say
                continue;
            }
            try {
                compare(book, examiner, stream, events, found, foundIn.getOrDefault(stream, List.of()), missedIfBefore)
                        .ifPresent(doubt -> doubts.put(stream, doubt));
            } catch (RuntimeException e) {
                // One stream that makes no sense must not keep the others from being looked at.
                without.add(stream);
                if (said.isNew(stream)) {
                    LOG.warn("{} of {} is not verified: its events cannot be folded", stream, book.group(), e);
                }
            }
        }
        notCompared.increment(without.size());
        return new Look(doubts, without);
    }

    private static <E> Optional<Doubt> compare(
            Book<E> book,
            Examiner<E> examiner,
            String stream,
            List<Told<E>> events,
            Map<String, Sheet> found,
            List<String> shown,
            Instant missedIfBefore) {
        var bySubject = new LinkedHashMap<String, List<Told<E>>>();
        events.forEach(it -> bySubject
                .computeIfAbsent(book.subject().apply(it.event()), _ -> new ArrayList<>())
                .add(it));
        var subjects = new LinkedHashSet<>(bySubject.keySet());
        subjects.addAll(shown);
        return subjects.stream()
                .flatMap(subject -> examiner
                        .doubt(
                                stream,
                                subject,
                                bySubject.getOrDefault(subject, List.of()),
                                found.getOrDefault(subject, new Sheet()),
                                missedIfBefore)
                        .stream())
                .findFirst();
    }

    private static Map<String, List<String>> subjectsByStream(Book<?> book, Map<String, Sheet> found) {
        var subjects = new LinkedHashMap<String, List<String>>();
        found.forEach((subject, sheet) -> {
            var head = sheet.get(book.head(), subject);
            if (head != null) {
                subjects.computeIfAbsent(head.owner(), _ -> new ArrayList<>()).add(subject);
            }
        });
        return subjects;
    }

    /** The same, and rows that hang on nothing: they are told by what they say they belong to. */
    Look allDoubts(Book<?> book, Collection<String> streams) {
        var look = doubts(book, streams);
        var doubts = new LinkedHashMap<>(look.doubts());
        for (var leaf : book.leaves()) {
            for (var owner : rows.missing(leaf, streams)) {
                doubts.putIfAbsent(
                        owner,
                        new Differs(
                                new RowTooMany(book.group(), owner, leaf.table().name(), "a row of " + owner)));
            }
        }
        return new Look(doubts, look.notCompared());
    }
}
