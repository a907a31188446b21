package io.rowlock.query.verifier;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of some tables, by table and key: as they should be, or as they were found. */
final class Sheet {
    /** PostgreSQL keeps microseconds, and how what is finer gets there is not worth a quarrel. */
    private static final Duration SAME_MOMENT = Duration.ofNanos(1_000);

    private final Map<Key, Row> rows = new LinkedHashMap<>();

    record Key(Table table, String text) {}

    /** One row's columns; numbers are long, moments instants. */
    static final class Row {
        private final Table table;
        private final Map<String, @Nullable Object> columns = new LinkedHashMap<>();

        private Row(Table table) {
            this.table = table;
        }

        static Row of(Table table, Map<String, @Nullable Object> columns) {
            var row = new Row(table);
            columns.forEach(row::with);
            return row;
        }

        Row with(String column, @Nullable Object value) {
            columns.put(column, value instanceof Integer number ? Long.valueOf(number) : value);
            return this;
        }

        /** However often it is told of an event, what a row has seen never goes back. */
        Row saw(long sequence) {
            columns.merge("seen", sequence, (one, other) -> Math.max((Long) one, (Long) other));
            return this;
        }

        Table table() {
            return table;
        }

        @Nullable
        Object value(String column) {
            return columns.get(column);
        }

        String key() {
            return table.keyOf(columns);
        }

        String owner() {
            return String.valueOf(columns.get(table.owner()));
        }

        long seen() {
            return columns.get("seen") instanceof Long seen ? seen : -1;
        }

        /** The columns in which the other one differs from this. */
        List<String> differencesTo(Row other) {
            return table.allColumns().stream()
                    .filter(column -> !same(value(column), other.value(column)))
                    .toList();
        }

        private static boolean same(@Nullable Object one, @Nullable Object other) {
            if (one instanceof Instant a && other instanceof Instant b) {
                return Duration.between(a, b).abs().compareTo(SAME_MOMENT) <= 0;
            }
            return Objects.equals(one, other);
        }
    }

    /** The row of that key, new or not. */
    Row row(Table table, Object... key) {
        var row = new Row(table);
        for (int i = 0; i < key.length; i++) {
            row.with(table.key().get(i), key[i]);
        }
        return rows.computeIfAbsent(new Key(table, row.key()), _ -> row);
    }

    void add(Row row) {
        rows.put(new Key(row.table(), row.key()), row);
    }

    @Nullable
    Row get(Table table, String key) {
        return rows.get(new Key(table, key));
    }

    Collection<Row> rows() {
        return rows.values();
    }

    List<Row> rowsOf(Table table) {
        return rows.values().stream().filter(row -> row.table.equals(table)).toList();
    }

    /** Whether all rows are the same, in all columns that are known here. */
    boolean sameAs(Sheet other) {
        return rows.keySet().equals(other.rows.keySet())
                && rows.entrySet().stream()
                        .allMatch(entry -> entry.getValue()
                                .differencesTo(Objects.requireNonNull(other.rows.get(entry.getKey())))
                                .isEmpty());
    }
}
