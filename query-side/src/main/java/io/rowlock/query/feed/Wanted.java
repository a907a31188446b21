package io.rowlock.query.feed;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The rows that the events of a batch may change, named beforehand so that they can be fetched together. */
public final class Wanted {
    private final Map<Table<?>, Set<String>> keys = new LinkedHashMap<>();

    public void row(Table<? extends FollowingRow> table, String key) {
        keys.computeIfAbsent(table, _ -> new LinkedHashSet<>()).add(key);
    }

    Map<Table<?>, Set<String>> keys() {
        return keys;
    }
}
