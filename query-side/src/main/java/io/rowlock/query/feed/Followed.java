package io.rowlock.query.feed;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How far one stream was followed, as the tables tell it. */
public interface Followed {
    String getStream();

    long getLast();

    static Map<String, Long> asMap(List<Followed> found) {
        return found.stream().collect(Collectors.toMap(Followed::getStream, Followed::getLast));
    }
}
