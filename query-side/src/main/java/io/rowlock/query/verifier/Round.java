package io.rowlock.query.verifier;

import io.rowlock.query.verifier.Walks.Walk;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Goes through all streams of the log and then through all rows, for ever: it finds what an index behind everybody's place
 * hides from the tail, what has changed long after it was projected, and rows of which the log knows nothing.
 */
final class Round {
    static final String NAME = "round";

    private static final String LOG_PART = "log";

    private final LogReader log;
    private final ReadModel rows;
    private final ConcertList list;
    private final Walks walks;
    private final VerifierSettings settings;
    private final Clock clock;
    private final List<Part> parts = new ArrayList<>();
    private Walk walk;

    Round(
            LogReader log,
            ReadModel rows,
            ConcertList list,
            Walks walks,
            VerifierSettings settings,
            Clock clock,
            String instance) {
        this.log = log;
        this.rows = rows;
        this.list = list;
        this.walks = walks;
        this.settings = settings;
        this.clock = clock;
        parts.add(new Part(LOG_PART, this::streams));
        for (var book : Book.ALL) {
            parts.add(new Part(book.head().name(), place -> heads(book, place)));
            for (var leaf : book.leaves()) {
                parts.add(new Part(leaf.table().name(), place -> leaves(book, leaf, place)));
            }
            if (ConcertList.isMadeFrom(book)) {
                parts.add(new Part(ConcertList.TABLE, place -> listed(book, place)));
            }
        }
        this.walk =
                walks.find(NAME).map(it -> it.by(instance)).orElseGet(() -> walks.begin(NAME, LOG_PART, "", instance));
    }

    /** Something to go through by pages. */
    private record Part(String name, Function<String, Page> after) {}

    /**
     * What is to be looked at.
     *
     * @param last the place after it; empty if there is no more of this part
     * @param looked how much of the part that is
     * @param toldByRows whether rows named them, which may hang on nothing
     */
    record Page(String last, int looked, Map<Book<?>, Set<String>> streams, boolean toldByRows) {
        private static final Page END = new Page("", 0, Map.of(), true);
    }

    Page next() {
        return parts.stream()
                .filter(it -> it.name().equals(walk.part()))
                .findFirst()
                .orElse(parts.getFirst())
                .after()
                .apply(walk.place());
    }

    /** Returns whether that was the end of the round. */
    boolean done(Page page) {
        if (page.looked() > 0) {
            // Streams alone are counted: rows are looked at to find those without one.
            walk = walk.to(walk.part(), page.last(), walk.part().equals(LOG_PART) ? page.looked() : 0, clock.instant());
            walks.keep(walk);
            return false;
        }
        int next = parts.stream().map(Part::name).toList().indexOf(walk.part()) + 1;
        boolean ended = next == parts.size();
        walk = ended
                ? walk.ended(parts.getFirst().name(), clock.instant())
                : walk.to(parts.get(next).name(), "", 0, clock.instant());
        walks.keep(walk);
        return ended;
    }

    private Page streams(String place) {
        var named = log.streamsAfter(place, settings.batch());
        if (named.isEmpty()) {
            return Page.END;
        }
        var streams = new LinkedHashMap<Book<?>, Set<String>>();
        for (var one : named) {
            Book.writtenBy(one.writer())
                    .forEach(book -> streams.computeIfAbsent(book, _ -> new LinkedHashSet<>())
                            .add(one.stream()));
        }
        return new Page(named.getLast().stream(), named.size(), streams, false);
    }

    private Page heads(Book<?> book, String place) {
        var heads = rows.headsAfter(book, place, settings.batch());
        if (heads.isEmpty()) {
            return Page.END;
        }
        var streams = new LinkedHashSet<String>();
        heads.forEach(head -> streams.add(head.stream()));
        streams.removeAll(log.known(streams));
        return new Page(heads.getLast().key(), heads.size(), Map.of(book, streams), true);
    }

    private Page listed(Book<?> book, String place) {
        var concerts = list.after(place, settings.batch());
        return concerts.isEmpty()
                ? Page.END
                : new Page(concerts.getLast(), concerts.size(), Map.of(book, Set.copyOf(concerts)), true);
    }

    private Page leaves(Book<?> book, Book.Leaf leaf, String place) {
        var owners = rows.ownersAfter(leaf, place, settings.batch());
        if (owners.isEmpty()) {
            return Page.END;
        }
        var missing = new LinkedHashSet<String>();
        owners.stream().filter(it -> !it.there()).forEach(it -> missing.add(it.owner()));
        return new Page(owners.getLast().owner(), owners.size(), Map.of(book, missing), true);
    }
}
