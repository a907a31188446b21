package io.rowlock.query.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Which projections are carried forward together. */
@Component
class Groups {
    private final Map<String, List<Projection<?>>> groups = new TreeMap<>();

    Groups(List<Projection<?>> projections) {
        for (var projection : projections) {
            groups.computeIfAbsent(projection.group(), _ -> new ArrayList<>()).add(projection);
        }
    }

    Set<String> names() {
        return groups.keySet();
    }

    List<Projection<?>> projectionsOf(String group) {
        return groups.getOrDefault(group, List.of());
    }

    List<Projection<?>> following(StreamKind kind) {
        return groups.values().stream()
                .flatMap(List::stream)
                .filter(projection -> StreamKind.carrying(projection.follows()) == kind)
                .toList();
    }
}
