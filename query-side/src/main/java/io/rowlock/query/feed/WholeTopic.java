package io.rowlock.query.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The topic from its first record on, its partitions side by side in the order of time.
 *
 * <p>A stream's records are in one partition and in order there. But when partitions were added, streams moved: by time,
 * what a stream had in its old partition still comes before what it has in its new one.
 */
final class WholeTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Enough to go on with while others are fetched. */
    private static final int MOST_WAITING = 5_000;

    private final Consumer<String, byte[]> consumer;
    private final String topic;
    private final Duration brokerTimeout;
    private final Duration patience;
    private final Map<TopicPartition, Deque<ConsumerRecord<String, byte[]>>> waiting = new HashMap<>();

    /** Each partition's first waiting record. */
    private final PriorityQueue<ConsumerRecord<String, byte[]>> firsts =
            new PriorityQueue<>(Comparator.<ConsumerRecord<String, byte[]>>comparingLong(ConsumerRecord::timestamp)
                    .thenComparingInt(ConsumerRecord::partition));

    WholeTopic(Consumer<String, byte[]> consumer, String topic, Duration brokerTimeout, Duration patience) {
        this.consumer = consumer;
        this.topic = topic;
        this.brokerTimeout = brokerTimeout;
        this.patience = patience;
    }

    /** For each partition the offset that its next record will have. */
    Map<Integer, Long> ends() {
        return ends(brokerTimeout);
    }

    /** The same for somebody who cannot wait so long. */
    Map<Integer, Long> ends(Duration timeout) {
        followPartitions(timeout);
        var ends = new TreeMap<Integer, Long>();
        consumer.endOffsets(waiting.keySet(), timeout)
                .forEach((partition, end) -> ends.put(partition.partition(), end));
        return ends;
    }

    private void followPartitions(Duration timeout) {
        var added = consumer.partitionsFor(topic, timeout).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .filter(partition -> !waiting.containsKey(partition))
                .toList();
        if (!added.isEmpty()) {
            added.forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
            consumer.assign(waiting.keySet());
            consumer.seekToBeginning(added);
        }
    }

    /** For each partition the offset of the first record that was not handed on. */
    Map<Integer, Long> reached() {
        var reached = new TreeMap<Integer, Long>();
        waiting.forEach((partition, records) -> reached.put(partition.partition(), reached(partition, records)));
        return reached;
    }

    private long reached(TopicPartition partition, Deque<ConsumerRecord<String, byte[]>> records) {
        return records.isEmpty()
                ? consumer.position(partition, brokerTimeout)
                : records.getFirst().offset();
    }

    /** Hands on everything before these offsets. */
    void readTo(Map<Integer, Long> ends, Sink sink) throws InterruptedException {
        read(ends, sink, null);
    }

    /** The same, unless it takes longer; returns whether all was handed on. */
    boolean readTo(Map<Integer, Long> ends, Sink sink, long deadline) throws InterruptedException {
        return read(ends, sink, deadline);
    }

    private boolean read(Map<Integer, Long> ends, Sink sink, @Nullable Long deadline) throws InterruptedException {
        long givenUpAt = System.nanoTime() + patience.toNanos();
        while (true) {
            if (deadline != null && System.nanoTime() - deadline >= 0) {
                return false;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (isAnyNeeded(ends)) {
                if (fetch()) {
                    givenUpAt = System.nanoTime() + patience.toNanos();
                } else if (System.nanoTime() - givenUpAt > 0) {
                    throw new IllegalStateException("The broker has brought nothing for " + patience);
                }
            } else if (!handOn(ends, sink)) {
                return true;
            }
        }
    }

    /** Whoever is to be first must be known of every partition that has not come to its end. */
    private boolean isAnyNeeded(Map<Integer, Long> ends) {
        for (var partition : waiting.entrySet()) {
            if (partition.getValue().isEmpty()
                    && consumer.position(partition.getKey(), brokerTimeout)
                            < ends.getOrDefault(partition.getKey().partition(), 0L)) {
                return true;
            }
        }
        return false;
    }

    private boolean fetch() {
        var full = waiting.entrySet().stream()
                .filter(partition -> partition.getValue().size() >= MOST_WAITING)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        var hungry = waiting.keySet().stream()
                .filter(partition -> !full.contains(partition))
                .collect(Collectors.toSet());
        consumer.pause(full);
        consumer.resume(hungry);
        var fetched = consumer.poll(POLL);
        for (var partition : fetched.partitions()) {
            var records = waiting.get(partition);
            if (records != null) {
                boolean wasEmpty = records.isEmpty();
                records.addAll(fetched.records(partition));
                if (wasEmpty && !records.isEmpty()) {
                    firsts.add(records.getFirst());
                }
            }
        }
        return !fetched.isEmpty();
    }

    private boolean handOn(Map<Integer, Long> ends, Sink sink) throws InterruptedException {
        // Those beyond the end wait; they are few, for nothing else is fetched then.
        var beyond = new ArrayDeque<ConsumerRecord<String, byte[]>>();
        try {
            while (true) {
                var first = firsts.poll();
                if (first == null) {
                    return false;
                }
                if (first.offset() >= ends.getOrDefault(first.partition(), 0L)) {
                    beyond.add(first);
                    continue;
                }
                sink.take(first);
                var records = waiting.get(new TopicPartition(first.topic(), first.partition()));
                if (records != null) {
                    records.removeFirst();
                    if (records.isEmpty()) {
                        // Perhaps there is more of it.
                        return true;
                    }
                    firsts.add(records.getFirst());
                }
            }
        } finally {
            firsts.addAll(beyond);
        }
    }

    /** Where records go. */
    interface Sink {
        void take(ConsumerRecord<String, byte[]> fetched) throws InterruptedException;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
