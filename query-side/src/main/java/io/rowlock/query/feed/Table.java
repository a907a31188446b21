package io.rowlock.query.feed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a projection's rows look in the database, so that those of a whole batch are fetched in one go and written in one.
 *
 * <p>A table is of one of three kinds. Rows of the first are named by their first column, know what they have seen, and
 * are changed. Rows of the second are only ever added. Rows of the third are merged into what is there, in a way that
 * gives the same whatever the order and however often.
 *
 * @param <R> its rows
 */
public final class Table<R> {
    /** Half of what PostgreSQL rounds to. */
    private static final int HALF_A_MICROSECOND = 500;

    private final String name;
    private final List<Column<R>> columns;
    private final Optional<Function<Cells, R>> reading;
    private final Optional<String> merging;
    private final String stream;

    private Table(
            String name,
            List<Column<R>> columns,
            Optional<Function<Cells, R>> reading,
            Optional<String> merging,
            String stream) {
        this.stream = stream;
        this.name = name;
        this.columns = List.copyOf(columns);
        this.reading = reading;
        this.merging = merging;
    }

    /** A column, its values as text: what PostgreSQL reads in arrays and copies alike. */
    record Column<R>(String name, String type, Function<R, @Nullable String> text) {}

    /** A stored row's values by the names of their columns. */
    public interface Cells {
        String text(String column);

        @Nullable
        String textOrNull(String column);

        long number(String column);

        boolean flag(String column);

        Instant instant(String column);

        @Nullable
        Instant instantOrNull(String column);
    }

    public static <R> Described<R> called(String name) {
        return new Described<>(name);
    }

    /** A table of which not everything is said yet. */
    public static final class Described<R> {
        private final String name;
        private final List<Column<R>> columns = new ArrayList<>();

        private Described(String name) {
            this.name = name;
        }

        public Described<R> text(String column, Function<R, @Nullable String> value) {
            return with(column, "text", value);
        }

        public Described<R> integer(String column, ToIntFunction<R> value) {
            return with(column, "integer", row -> Integer.toString(value.applyAsInt(row)));
        }

        public Described<R> bigint(String column, ToLongFunction<R> value) {
            return with(column, "bigint", row -> Long.toString(value.applyAsLong(row)));
        }

        public Described<R> flag(String column, Predicate<R> value) {
            return with(column, "boolean", row -> Boolean.toString(value.test(row)));
        }

        public Described<R> instant(String column, Function<R, @Nullable Instant> value) {
            return with(column, "timestamptz", row -> rounded(value.apply(row)));
        }

        private Described<R> with(String column, String type, Function<R, @Nullable String> text) {
            columns.add(new Column<>(column, type, text));
            return this;
        }

        /** Rows that know what they have seen; the first column names them. */
        public Table<R> readBy(Function<Cells, R> reading) {
            return ofStreams(columns.getFirst().name(), reading);
        }

        /** The same for rows that are not called like the stream whose events they have seen: SQL says how it is. */
        public Table<R> ofStreams(String stream, Function<Cells, R> reading) {
            return new Table<>(name, columns, Optional.of(reading), Optional.empty(), stream);
        }

        /** Rows that never change. */
        public Table<R> onlyAddedTo() {
            return new Table<>(name, columns, Optional.empty(), Optional.empty(), "");
        }

        /**
         * Rows that are merged.
         *
         * @param statement takes them from {@code %1$s} and puts them into {@code %2$s}
         */
        public Table<R> mergedBy(String statement) {
            return new Table<>(name, columns, Optional.empty(), Optional.of(statement), "");
        }
    }

    private static @Nullable String rounded(@Nullable Instant instant) {
        // As PostgreSQL would by itself, but the same for every way in.
        return instant == null
                ? null
                : instant.plusNanos(HALF_A_MICROSECOND)
                        .truncatedTo(ChronoUnit.MICROS)
                        .toString();
    }

    String name() {
        return name;
    }

    List<Column<R>> columns() {
        return columns;
    }

    String keyColumn() {
        return columns.getFirst().name();
    }

    String key(R row) {
        var key = columns.getFirst().text().apply(row);
        if (key == null) {
            throw new IllegalArgumentException("A row of " + name + " has no key");
        }
        return key;
    }

    /** The stream whose events a row has seen, in SQL. */
    String stream() {
        return stream;
    }

    /** Such rows have each seen some of the stream, and none misses what another has seen. */
    boolean hasSeveralRowsOfAStream() {
        return reading.isPresent() && !stream.equals(keyColumn());
    }

    Optional<Function<Cells, R>> reading() {
        return reading;
    }

    Optional<String> merging() {
        return merging;
    }

    @Override
    public String toString() {
        return name;
    }
}
