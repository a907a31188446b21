package io.rowlock.query.feed;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The projections' tables in one schema: a batch's rows come and go with a statement for each table, not for each row. */
final class Tables {
    private static final int MERGES = 0x6d657267; // "merg", so that others' advisory locks are others'

    private final String schema;
    private final String locking;

    private Tables(String schema, String locking) {
        this.schema = schema;
        this.locking = locking;
    }

    /** Those that are read from; a row that is fetched stays as it is until what was folded into it is written. */
    static Tables live() {
        return new Tables("", " for no key update");
    }

    /** Those of a schema that nobody else knows. */
    static Tables in(String schema) {
        return new Tables(schema + ".", "");
    }

    /** Folds events of one projection in their order; the ones that were news are counted. */
    <E> int project(Projection<E> projection, List<Told<E>> events, Connection connection) throws SQLException {
        var sheet = fetched(projection, events, connection);
        int news = 0;
        for (var told : events) {
            news += projection.apply(told.event(), told.mark(), sheet) ? 1 : 0;
        }
        write(sheet, connection);
        return news;
    }

    <E> Sheet fetched(Projection<E> projection, List<Told<E>> events, Connection connection) throws SQLException {
        var wanted = new Wanted();
        events.forEach(told -> projection.wants(told.event(), wanted));
        var sheet = new Sheet();
        for (var rows : wanted.keys().entrySet()) {
            fetch(rows.getKey(), rows.getValue(), sheet, connection);
        }
        return sheet;
    }

    void write(Sheet sheet, Connection connection) throws SQLException {
        for (var table : sheet.changedTables()) {
            writeChanged(table, sheet, connection);
        }
        for (var table : sheet.addedTables()) {
            writeAdded(table, sheet, connection);
        }
    }

    /** Rows that are called like the stream, and have come to this event, count as having seen it; returns how many. */
    int passOver(Projection<?> projection, String stream, long sequence, Connection connection) throws SQLException {
        int told = 0;
        for (var table : projection.tables()) {
            if (table.stream().equals(table.keyColumn())) {
                var sql = "update " + schema + table + " set seen = ? where " + table.keyColumn() + " = ? and seen = ?";
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setLong(1, sequence);
                    statement.setString(2, stream);
                    statement.setLong(3, sequence - 1);
                    told += statement.executeUpdate();
                }
            }
        }
        return told;
    }

    private <R> void fetch(Table<R> table, Collection<String> keys, Sheet sheet, Connection connection)
            throws SQLException {
        var reading = table.reading().orElseThrow();
        var names = table.columns().stream().map(Table.Column::name).collect(Collectors.joining(", "));
        // Locked in one order, so that no two that want the same rows wait for each other.
        var sql = "select " + names + " from " + schema + table + " where " + table.keyColumn() + " = any(?) order by "
                + table.keyColumn() + locking;
        try (var query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (var rows = query.executeQuery()) {
                var cells = new ResultCells(rows);
                while (rows.next()) {
                    var row = reading.apply(cells);
                    if (row instanceof FollowingRow following) {
                        following.isStored(rows.getLong("seen"));
                    }
                    sheet.fetched(table, table.key(row), row);
                }
            }
        }
    }

    private <R> void writeChanged(Table<R> table, Sheet sheet, Connection connection) throws SQLException {
        var fresh = new ArrayList<R>();
        var known = new ArrayList<R>();
        for (var row : sheet.changedIn(table)) {
            (row instanceof FollowingRow following && following.isNew() ? fresh : known).add(row);
        }
        if (!fresh.isEmpty()) {
            copy(table, schema + table, fresh, connection);
        }
        if (!known.isEmpty()) {
            var changes = table.columns().stream()
                    .skip(1)
                    .map(column -> column.name() + " = fresh." + column.name())
                    .collect(Collectors.joining(", "));
            var key = table.keyColumn();
            execute(
                    "update " + schema + table + " as stored set " + changes + " from " + asRows(table)
                            + " where stored." + key + " = fresh." + key,
                    table,
                    known,
                    connection);
        }
    }

    private <R> void writeAdded(Table<R> table, Sheet sheet, Connection connection) throws SQLException {
        var rows = sheet.addedTo(table);
        if (rows.isEmpty()) {
            return;
        }
        var merging = table.merging();
        if (merging.isPresent()) {
            mergeAlone(table, connection);
            execute(merging.get().formatted(asRows(table), schema + table), table, rows, connection);
        } else {
            copy(table, schema + table, rows, connection);
        }
    }

    /**
     * One transaction after the other merges into a table: a batch may be of several projections that merge into the
     * same one, so that what it locks is in no order. Into a schema that nobody else knows nobody merges twice in one.
     */
    private void mergeAlone(Table<?> table, Connection connection) throws SQLException {
        if (schema.isEmpty()) {
            try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(?, ?)")) {
                lock.setInt(1, MERGES);
                lock.setInt(2, table.name().hashCode());
                lock.execute();
            }
        }
    }

    private static String asRows(Table<?> table) {
        return table.columns().stream()
                        .map(column -> "?::" + column.type() + "[]")
                        .collect(Collectors.joining(", ", "unnest(", ") as fresh("))
                + table.columns().stream().map(Table.Column::name).collect(Collectors.joining(", "))
                + ")";
    }

    private static <R> void execute(String sql, Table<R> table, List<R> rows, Connection connection)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (var column : table.columns()) {
                var values = new @Nullable Object[rows.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = column.text().apply(rows.get(i));
                }
                statement.setArray(parameter, connection.createArrayOf("text", values));
                parameter++;
            }
            statement.executeUpdate();
        }
    }

    private static <R> void copy(Table<R> table, String into, List<R> rows, Connection connection) throws SQLException {
        var text = new StringBuilder(rows.size() * 128);
        for (var row : rows) {
            var columns = table.columns();
            for (int i = 0; i < columns.size(); i++) {
                if (i > 0) {
                    text.append('\t');
                }
                append(columns.get(i).text().apply(row), text);
            }
            text.append('\n');
        }
        var names = table.columns().stream().map(Table.Column::name).collect(Collectors.joining(", "));
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + into + " (" + names + ") from stdin", new StringReader(text.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    /** The few letters that mean something to PostgreSQL are told as themselves. */
    private static void append(@Nullable String value, StringBuilder text) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            switch (letter) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(letter);
            }
        }
    }

    /** The row that a result stands at. */
    private record ResultCells(ResultSet rows) implements Table.Cells {
        @Override
        public String text(String column) {
            return present(column, textOrNull(column));
        }

        @Override
        public @Nullable String textOrNull(String column) {
            return read(column, name -> rows.getString(name));
        }

        @Override
        public long number(String column) {
            return present(column, read(column, name -> rows.getLong(name)));
        }

        @Override
        public boolean flag(String column) {
            return present(column, read(column, name -> rows.getBoolean(name)));
        }

        @Override
        public Instant instant(String column) {
            return present(column, instantOrNull(column));
        }

        @Override
        public @Nullable Instant instantOrNull(String column) {
            return read(column, name -> {
                var at = rows.getObject(name, OffsetDateTime.class);
                return at == null ? null : at.toInstant();
            });
        }

        private interface Reading<T extends @Nullable Object> {
            T of(String column) throws SQLException;
        }

        private static <T extends @Nullable Object> T read(String column, Reading<T> reading) {
            try {
                return reading.of(column);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot read " + column, e);
            }
        }

        private static <T> T present(String column, @Nullable T value) {
            if (value == null) {
                throw new IllegalStateException(column + " is empty");
            }
            return value;
        }
    }
}
