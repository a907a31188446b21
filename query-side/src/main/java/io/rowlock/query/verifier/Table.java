package io.rowlock.query.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of the read model, as far as the verifier knows it: columns that serve speed alone are none of its business.
 *
 * @param key the columns that tell its rows apart
 * @param owner the column that says what a row is a part of: the stream, or a row of another table
 * @param columns all others that are compared
 */
record Table(String name, List<String> key, String owner, List<String> columns) {
    Table {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    /** Each once, the key first. */
    List<String> allColumns() {
        var all = new ArrayList<>(key);
        columns.stream().filter(column -> !key.contains(column)).forEach(all::add);
        return all;
    }

    String keyOf(Map<String, @Nullable Object> row) {
        return key.stream().map(column -> String.valueOf(row.get(column))).collect(Collectors.joining("#"));
    }
}
