package io.rowlock.query.verifier;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What waits for its second look; a bounded number, for the round comes by again. */
final class Doubts {
    private final VerifierSettings settings;
    private final Clock clock;
    private final Map<Key, Waiting> waiting = new LinkedHashMap<>();

    Doubts(VerifierSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    private record Key(Book<?> book, String stream) {}

    /**
     * A stream that gave reason to doubt.
     *
     * @param ends where the topic ended at the first look, if that was known; whoever has come so far had their chance
     */
    record Waiting(Instant dueAt, Map<Integer, Long> ends) {}

    void add(Book<?> book, String stream, Map<Integer, Long> ends) {
        if (waiting.size() < settings.mostDoubts()) {
            waiting.putIfAbsent(
                    new Key(book, stream), new Waiting(clock.instant().plus(settings.secondLook()), ends));
        }
    }

    /** Nobody can say yet: once more, later. */
    void later(Book<?> book, String stream, Map<Integer, Long> ends) {
        waiting.put(new Key(book, stream), new Waiting(clock.instant().plus(settings.secondLook()), ends));
    }

    /** Nobody has looked: they come back when the trouble is over. */
    void giveBack(Book<?> book, Map<String, Waiting> taken) {
        taken.forEach((stream, it) -> waiting.putIfAbsent(new Key(book, stream), it));
    }

    /** Takes out those of one book whose time has come. */
    Map<String, Waiting> takeDue(Book<?> book, int most) {
        var now = clock.instant();
        var due = new LinkedHashMap<String, Waiting>();
        for (var entry : List.copyOf(waiting.entrySet())) {
            if (due.size() == most) {
                break;
            }
            if (entry.getKey().book().equals(book) && !entry.getValue().dueAt().isAfter(now)) {
                due.put(entry.getKey().stream(), entry.getValue());
                waiting.remove(entry.getKey());
            }
        }
        return due;
    }

    Set<Book<?>> books() {
        var books = new LinkedHashSet<Book<?>>();
        new ArrayList<>(waiting.keySet()).forEach(key -> books.add(key.book()));
        return books;
    }
}
