package io.rowlock.query.verifier;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What waits for its second look; a bounded number, for the round comes by again.
 *
 * <p>Kept in a table until it is decided, for the tail does not come by again: whoever verifies next begins with it.
 */
final class Doubts {
    private final JdbcClient tables;
    private final VerifierSettings settings;
    private final Clock clock;
    private final Map<Key, Waiting> waiting = new LinkedHashMap<>();

    Doubts(JdbcClient tables, VerifierSettings settings, Clock clock) {
        this.tables = tables;
        this.settings = settings;
        this.clock = clock;
        takeOver();
    }

    private record Key(Book<?> book, String stream) {}

    /**
     * A stream that gave reason to doubt.
     *
     * @param ends where the topic ended at the first look, if that was known; whoever has come so far had their chance
     */
    record Waiting(Instant dueAt, Map<Integer, Long> ends) {}

    private void takeOver() {
        for (var book : Book.ALL) {
            tables.sql("select stream from verifier_doubt where book = ?")
                    .param(book.name())
                    .query(String.class)
                    .list()
                    .forEach(stream -> later(book, stream, Map.of()));
        }
    }

    void add(Book<?> book, Collection<String> streams, Map<Integer, Long> ends) {
        var added = streams.stream()
                .filter(stream -> !waiting.containsKey(new Key(book, stream)))
                .limit(Math.max(0, settings.mostDoubts() - waiting.size()))
                .toList();
        if (!added.isEmpty()) {
            tables.sql("""
                            insert into verifier_doubt (book, stream) select ?, unnest(?::text[])
                            on conflict do nothing""").params(book.name(), added.toArray(String[]::new)).update();
            added.forEach(stream -> later(book, stream, ends));
        }
    }

    /** Nobody can say yet: once more, later. */
    void later(Book<?> book, String stream, Map<Integer, Long> ends) {
        waiting.put(new Key(book, stream), new Waiting(clock.instant().plus(settings.secondLook()), ends));
    }

    /** Takes out those of one book whose time has come; they are known until they are decided. */
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

    /** There is no doubt any more, one way or the other, about those of these that nobody looks at later. */
    void decided(Book<?> book, Collection<String> streams) {
        tables.sql("delete from verifier_doubt where book = ? and stream = any(?)")
                .params(
                        book.name(),
                        streams.stream()
                                .filter(stream -> !waiting.containsKey(new Key(book, stream)))
                                .toArray(String[]::new))
                .update();
    }

    Set<Book<?>> books() {
        var books = new LinkedHashSet<Book<?>>();
        new ArrayList<>(waiting.keySet()).forEach(key -> books.add(key.book()));
        return books;
    }
}
