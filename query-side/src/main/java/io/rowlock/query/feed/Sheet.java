package io.rowlock.query.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows that a batch of events is folded into, in memory: fetched before it, written after it. */
public final class Sheet {
    private final Map<Table<?>, Map<String, Object>> known = new HashMap<>();
    private final Map<Table<?>, Map<String, Object>> changed = new LinkedHashMap<>();
    private final Map<Table<?>, List<Object>> added = new LinkedHashMap<>();

    /** As it is after the events before; empty if no event has made it yet. */
    public <R extends FollowingRow> Optional<R> find(Table<R> table, String key) {
        return Optional.ofNullable(rowsOf(known, table).get(key));
    }

    /** Has a row written, new or not. */
    public <R extends FollowingRow> void save(Table<R> table, R row) {
        var key = table.key(row);
        rowsOf(known, table).put(key, row);
        rowsOf(changed, table).put(key, row);
    }

    /** Has a row written that is only ever added, or merged into what is there. */
    public <R> void add(Table<R> table, R row) {
        addedTo(table).add(row);
    }

    <R> void fetched(Table<R> table, String key, R row) {
        rowsOf(known, table).put(key, row);
    }

    Iterable<Table<?>> changedTables() {
        return changed.keySet();
    }

    Iterable<Table<?>> addedTables() {
        return added.keySet();
    }

    <R> List<R> changedIn(Table<R> table) {
        return List.copyOf(rowsOf(changed, table).values());
    }

    // What is kept under a table are its rows: nothing else is ever put there.
    @SuppressWarnings("unchecked")
    <R> List<R> addedTo(Table<R> table) {
        return (List<R>) added.computeIfAbsent(table, _ -> new ArrayList<>());
    }

    // What is kept under a table are its rows: nothing else is ever put there.
    @SuppressWarnings("unchecked")
    private static <R> Map<String, R> rowsOf(Map<Table<?>, Map<String, Object>> rows, Table<R> table) {
        return (Map<String, R>) rows.computeIfAbsent(table, _ -> new LinkedHashMap<>());
    }
}
