package io.rowlock.query.verifier;

import io.rowlock.query.verifier.Doubt.Behind;
import io.rowlock.query.verifier.Doubt.Differs;
import io.rowlock.query.verifier.Finding.AheadOfTheLog;
import io.rowlock.query.verifier.Finding.AppliedTwice;
import io.rowlock.query.verifier.Finding.RowDiffers;
import io.rowlock.query.verifier.Finding.RowDiffers.Column;
import io.rowlock.query.verifier.Finding.RowMissing;
import io.rowlock.query.verifier.Finding.RowTooMany;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what is shown of one subject with the fold of its events, up to the event that its row has seen.
 *
 * @param leftOut events of a stream that operators have decided to do without; a row with them or without them is right
 */
record Examiner<E>(Book<E> book, Map<String, Set<Long>> leftOut) {
    /** Streams with more events than this are not tried with each event twice: it costs a fold for each. */
    private static final int MOST_TRIED_TWICE = 200;

    /** What the rows of one subject give reason to doubt; empty if nothing does. */
    Optional<Doubt> doubt(String stream, String subject, List<Told<E>> events, Sheet found, Instant missedIfBefore) {
        var head = found.get(book.head(), subject);
        if (head == null) {
            return firstUnseen(stream, subject, events, -1, missedIfBefore, false);
        }
        if (events.isEmpty()) {
            return Optional.of(
                    new Differs(new RowTooMany(book.group(), stream, book.head().name(), head.key())));
        }
        long last = events.getLast().sequence();
        if (head.seen() > last) {
            return Optional.of(new Differs(new AheadOfTheLog(book.group(), stream, head.seen(), last)));
        }
        var seen =
                events.stream().filter(told -> told.sequence() <= head.seen()).toList();
        var wrong = difference(stream, seen, head.seen(), found);
        return wrong.isPresent()
                ? wrong.map(Differs::new)
                : firstUnseen(stream, subject, events, head.seen(), missedIfBefore, true);
    }

    private Optional<Doubt> firstUnseen(
            String stream,
            String subject,
            List<Told<E>> events,
            long seen,
            Instant missedIfBefore,
            boolean rowIsThere) {
        var without = leftOut.getOrDefault(stream, Set.of());
        return events.stream()
                .filter(told -> told.sequence() > seen
                        && told.writtenAt().isBefore(missedIfBefore)
                        && !without.contains(told.sequence()))
                .findFirst()
                .map(told -> new Behind(stream, subject, told.sequence(), name(told), told.writtenAt(), rowIsThere));
    }

    private Optional<Finding> difference(String stream, List<Told<E>> seen, long upTo, Sheet found) {
        var expected = fold(seen, upTo);
        if (expected.sameAs(found) || isWithoutWhatWasLeftOut(stream, seen, upTo, found)) {
            return Optional.empty();
        }
        return Optional.of(
                appliedTwice(stream, seen, upTo, found).orElseGet(() -> firstDifference(stream, expected, found)));
    }

    /** As the rows stand once they have seen that event, whatever was folded. */
    private Sheet fold(List<Told<E>> events, long upTo) {
        var sheet = book.fold().of(events);
        sheet.rowsOf(book.head()).forEach(head -> head.saw(upTo));
        return sheet;
    }

    private boolean isWithoutWhatWasLeftOut(String stream, List<Told<E>> seen, long upTo, Sheet found) {
        var without = leftOut.getOrDefault(stream, Set.of());
        var rest =
                seen.stream().filter(told -> !without.contains(told.sequence())).toList();
        return rest.size() < seen.size() && fold(rest, upTo).sameAs(found);
    }

    /** An event may have been told again at once, or after all the others. */
    private Optional<Finding> appliedTwice(String stream, List<Told<E>> seen, long upTo, Sheet found) {
        if (seen.size() > MOST_TRIED_TWICE) {
            return Optional.empty();
        }
        for (int i = 0; i < seen.size(); i++) {
            if (twice(seen, i, i + 1, upTo).sameAs(found)
                    || twice(seen, i, seen.size(), upTo).sameAs(found)) {
                var told = seen.get(i);
                return Optional.of(new AppliedTwice(book.group(), stream, told.sequence(), name(told)));
            }
        }
        return Optional.empty();
    }

    private Sheet twice(List<Told<E>> seen, int which, int again, long upTo) {
        var events = new ArrayList<>(seen);
        events.add(again, seen.get(which));
        return fold(events, upTo);
    }

    private Finding firstDifference(String stream, Sheet expected, Sheet found) {
        for (var row : expected.rows()) {
            var shown = found.get(row.table(), row.key());
            if (shown == null) {
                return new RowMissing(book.group(), stream, row.table().name(), row.key());
            }
            var columns = row.differencesTo(shown);
            if (!columns.isEmpty()) {
                return new RowDiffers(
                        book.group(),
                        stream,
                        row.table().name(),
                        row.key(),
                        columns.stream()
                                .map(column -> new Column(
                                        column, String.valueOf(row.value(column)), String.valueOf(shown.value(column))))
                                .toList());
            }
        }
        return found.rows().stream()
                .filter(row -> expected.get(row.table(), row.key()) == null)
                .findFirst()
                .<Finding>map(
                        row -> new RowTooMany(book.group(), stream, row.table().name(), row.key()))
                .orElseThrow();
    }

    static String name(Told<?> told) {
        return told.event().getClass().getSimpleName();
    }
}
