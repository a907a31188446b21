package io.rowlock.local.endtoend;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables full of rows, which can be compared with the same tables from elsewhere. */
final class Rows {
    private static final String NOTHING = "(null)";

    private final Map<String, Map<String, Row>> tables = new TreeMap<>();

    /** A row's columns as text, by name. */
    static final class Row {
        private final Map<String, String> columns = new TreeMap<>();

        Row with(String column, @Nullable Object value) {
            columns.put(column, text(value));
            return this;
        }

        String value(String column) {
            return columns.getOrDefault(column, NOTHING);
        }

        private static String text(@Nullable Object value) {
            return switch (value) {
                case null -> NOTHING;
                case Timestamp timestamp -> text(timestamp.toInstant());
                // PostgreSQL keeps microseconds, and gets there by rounding.
                case Instant instant ->
                    instant.plusNanos(500).truncatedTo(ChronoUnit.MICROS).toString();
                default -> value.toString();
            };
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Row row && columns.equals(row.columns);
        }

        @Override
        public int hashCode() {
            return columns.hashCode();
        }

        @Override
        public String toString() {
            return columns.toString();
        }
    }

    /** The row of that name, new or not. */
    Row row(String table, String key) {
        return tables.computeIfAbsent(table, _ -> new TreeMap<>()).computeIfAbsent(key, _ -> new Row());
    }

    /** All columns of these tables, whatever they are. */
    static Rows in(JdbcClient database, Iterable<String> tables) {
        var rows = new Rows();
        for (var table : tables) {
            database.sql("SELECT * FROM " + table)
                    .query((row, _) -> rows.copied(table, row))
                    .list();
        }
        return rows;
    }

    /** A table's key is its first column, and the position if it has one. */
    private Row copied(String table, ResultSet from) throws SQLException {
        ResultSetMetaData columns = from.getMetaData();
        var key = from.getString(1);
        var copy = new Row();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            copy.with(columns.getColumnName(i), from.getObject(i));
            if (columns.getColumnName(i).equals("position")) {
                key += "#" + from.getString(i);
            }
        }
        tables.computeIfAbsent(table, _ -> new TreeMap<>()).put(key, copy);
        return copy;
    }

    /** What is not as it is there: missing, too much, or other than it should be. */
    List<String> differencesFrom(Rows expected) {
        List<String> differences = new ArrayList<>();
        var names = new TreeSet<>(tables.keySet());
        names.addAll(expected.tables.keySet());
        for (var table : names) {
            var mine = tables.getOrDefault(table, Map.of());
            var theirs = expected.tables.getOrDefault(table, Map.of());
            var keys = new TreeSet<>(mine.keySet());
            keys.addAll(theirs.keySet());
            for (var key : keys) {
                if (!Objects.equals(mine.get(key), theirs.get(key))) {
                    differences.add(table + " " + key + " is " + mine.get(key) + ", not " + theirs.get(key));
                }
            }
        }
        return differences;
    }

    int size() {
        return tables.values().stream().mapToInt(Map::size).sum();
    }
}
