package io.rowlock.query.feed;

import io.rowlock.query.feed.TopicLook.TopicAway;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How far each group is behind, in records and in time, looked at once for everybody who asks.
 *
 * <p>Behind in time is the age of the oldest record that is not projected yet, read from the topic itself: counting
 * records and guessing their pace would be wrong just when it matters.
 */
@Component
class Lags {
    private static final Logger LOG = LoggerFactory.getLogger(Lags.class);

    private final Groups groups;
    private final Positions positions;
    private final Head head;
    private final TopicLook topic;
    private final Map<String, Lag> known = new ConcurrentHashMap<>();

    Lags(Groups groups, Positions positions, Head head, TopicLook topic) {
        this.groups = groups;
        this.positions = positions;
        this.head = head;
        this.topic = topic;
    }

    /**
     * How far a group is behind.
     *
     * @param events how many records are not projected yet
     * @param oldest when the oldest of them was written; empty if there is none
     */
    record Lag(long events, Optional<Instant> oldest) {
        Duration time(Instant now) {
            return oldest.map(written -> Duration.between(written, now))
                    .filter(Duration::isPositive)
                    .orElse(Duration.ZERO);
        }
    }

    /** A place in the topic: a group and another are often at the same. */
    private record Place(int partition, long offset) {}

    /** Empty while the broker is away, and before the first look. */
    Optional<Lag> of(String group) {
        return Optional.ofNullable(known.get(group));
    }

    @Scheduled(fixedDelayString = "${rowlock.feed.head-every:1s}")
    void look() {
        var ends = head.ends();
        if (ends.isEmpty()) {
            known.clear();
            return;
        }
        var written = new HashMap<Place, Instant>();
        for (var group : groups.names()) {
            try {
                // What cannot be told in time stays as it was told last.
                lag(positions.of(group).offsets(), ends.get(), written).ifPresent(lag -> known.put(group, lag));
            } catch (TopicAway e) {
                known.remove(group);
                LOG.debug("Not known how far {} is behind in time", group, e);
            }
        }
    }

    private Optional<Lag> lag(Map<Integer, Long> reached, Map<Integer, Long> ends, Map<Place, Instant> written) {
        long events = 0;
        var next = new HashMap<Integer, Long>();
        for (var end : ends.entrySet()) {
            long offset = reached.getOrDefault(end.getKey(), 0L);
            if (offset < end.getValue()) {
                events += end.getValue() - offset;
                next.put(end.getKey(), offset);
            }
        }
        var toFetch = new HashMap<>(next);
        toFetch.entrySet().removeIf(it -> written.containsKey(new Place(it.getKey(), it.getValue())));
        if (!toFetch.isEmpty()) {
            topic.writtenAt(toFetch)
                    .forEach((partition, at) ->
                            written.put(new Place(partition, toFetch.getOrDefault(partition, 0L)), at));
        }
        var times = next.entrySet().stream()
                .flatMap(it -> Optional.ofNullable(written.get(new Place(it.getKey(), it.getValue()))).stream())
                .toList();
        return times.size() < next.size()
                ? Optional.empty()
                : Optional.of(new Lag(events, times.stream().min(Instant::compareTo)));
    }
}
