package io.rowlock.query.feed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A place in the topic: for each partition the offset that comes next.
 *
 * <p>Of a partition that it does not know it has read nothing, so that a place from before the topic grew stays good.
 */
public record Offsets(List<Long> next) {
    public Offsets {
        next = List.copyOf(next);
        if (next.stream().anyMatch(offset -> offset < 0)) {
            throw new IllegalArgumentException("An offset is not negative");
        }
    }

    public static Offsets of(Map<Integer, Long> byPartition) {
        int partitions =
                byPartition.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        var next = new ArrayList<>(Collections.nCopies(partitions, 0L));
        byPartition.forEach(next::set);
        return new Offsets(next);
    }

    public long of(int partition) {
        return partition < next.size() ? next.get(partition) : 0;
    }

    /** Whether the record there comes before this place. */
    public boolean isPast(int partition, long offset) {
        return offset < of(partition);
    }

    /** Whether this place is nowhere before that one. */
    public boolean covers(Offsets other) {
        for (int partition = 0; partition < other.next.size(); partition++) {
            if (of(partition) < other.of(partition)) {
                return false;
            }
        }
        return true;
    }

    /** For each partition whichever comes first. */
    public Offsets orBefore(Offsets other) {
        return new Offsets(IntStream.range(0, Math.max(next.size(), other.next.size()))
                .mapToObj(partition -> Math.min(of(partition), other.of(partition)))
                .toList());
    }
}
