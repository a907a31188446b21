package io.rowlock.query.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.extensions.kafka.eventhandling.consumer.streamable.KafkaTrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each group has been followed, by whichever instance. */
@Component
class Positions {
    private final EventProcessingConfiguration processing;
    private final JdbcClient database;
    private final Serializer serializer;
    private final Head head;

    Positions(EventProcessingConfiguration processing, JdbcClient database, Serializer serializer, Head head) {
        this.processing = processing;
        this.database = database;
        this.serializer = serializer;
        this.head = head;
    }

    /**
     * How far a group has come.
     *
     * @param offsets for each partition the offset that is to be projected next
     * @param behind how many records are not projected yet; unknown while the broker is away
     */
    record Position(List<Part> parts, Map<Integer, Long> offsets, Optional<Long> behind) {}

    /** A part of a group's streams, and the instance that follows it now. */
    record Part(int segment, @Nullable String instance) {}

    /** A token as Axon's store keeps it. */
    @SuppressWarnings("ArrayRecordComponent") // read, handed on and forgotten; never compared
    private record Stored(
            int segment,
            @Nullable String owner,
            byte @Nullable [] token,
            @Nullable String tokenType) {}

    Position of(String group) {
        var parts = database.sql("""
                        select segment, owner, token, token_type from token_entry
                        where processor_name = ? order by segment""")
                .param(group)
                .query((row, _) -> new Stored(
                        row.getInt("segment"),
                        row.getString("owner"),
                        row.getBytes("token"),
                        row.getString("token_type")))
                .list();
        // Tokens are stored at times only; those followed here are known better.
        var here = processing
                .eventProcessor(group, StreamingEventProcessor.class)
                .map(StreamingEventProcessor::processingStatus)
                .orElse(Map.of());
        @Nullable Map<Integer, Long> slowest = null;
        for (var part : parts) {
            var offsets = offsets(WrappedToken.unwrapLowerBound(furthest(stored(part), here.get(part.segment()))));
            slowest = slowest == null ? offsets : slower(slowest, offsets);
        }
        var reached = slowest == null ? Map.<Integer, Long>of() : slowest;
        return new Position(
                parts.stream()
                        .map(part -> new Part(part.segment(), part.owner()))
                        .toList(),
                reached,
                head.ends().map(ends -> behind(ends, reached)));
    }

    private static @Nullable TrackingToken furthest(@Nullable TrackingToken stored, @Nullable EventTrackerStatus here) {
        return here != null && here.getTrackingToken() != null ? here.getTrackingToken() : stored;
    }

    private @Nullable TrackingToken stored(Stored part) {
        return part.token() == null || part.tokenType() == null
                ? null
                : serializer.deserialize(
                        new SimpleSerializedObject<>(part.token(), byte[].class, part.tokenType(), null));
    }

    private static Map<Integer, Long> offsets(@Nullable TrackingToken token) {
        var offsets = new TreeMap<Integer, Long>();
        if (token instanceof KafkaTrackingToken kafka) {
            kafka.getPositions()
                    .forEach((TopicPartition partition, Long last) -> offsets.put(partition.partition(), last + 1));
        }
        return offsets;
    }

    private static Map<Integer, Long> slower(Map<Integer, Long> one, Map<Integer, Long> other) {
        var slower = new HashMap<Integer, Long>();
        one.forEach((partition, offset) -> slower.put(partition, Math.min(offset, other.getOrDefault(partition, 0L))));
        return slower;
    }

    private static long behind(Map<Integer, Long> ends, Map<Integer, Long> reached) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - reached.getOrDefault(end.getKey(), 0L)))
                .sum();
    }
}
