package io.rowlock.query.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.messaging.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;

/**
 * Reads records for those who read millions of them: only what is wanted of a record, with nothing around it.
 *
 * <p>Whatever it is not sure of, it leaves to the reader that all others use. Not for several threads.
 */
final class QuickReader {
    /** Nothing else is ever made from what a record says. */
    private static final String VOCABULARY = "io.rowlock.api.";

    private final ObjectMapper json;
    private final Map<String, Optional<Known>> known = new HashMap<>();

    QuickReader(ObjectMapper json) {
        this.json = json;
    }

    private record Known(Class<?> type, ObjectReader reader) {}

    /** An event, or nothing if it takes the other reader to say. */
    Optional<Told<?>> read(ConsumerRecord<String, byte[]> fetched) {
        var stream = text(fetched, Headers.AGGREGATE_ID);
        var sequence = fetched.headers().lastHeader(Headers.AGGREGATE_SEQ);
        var at = fetched.headers().lastHeader(Headers.MESSAGE_TIMESTAMP);
        var type = text(fetched, Headers.MESSAGE_TYPE);
        if (stream == null || sequence == null || at == null || type == null || fetched.value() == null) {
            return Optional.empty();
        }
        var reader = known.computeIfAbsent(type, this::known);
        // Every event has that header; one that has no revision has nothing in it.
        if (reader.isEmpty() || text(fetched, Headers.MESSAGE_REVISION) != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Told<>(
                    reader.get().reader().readValue(fetched.value()),
                    new Mark(stream, number(sequence.value()), Instant.ofEpochMilli(number(at.value())))));
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Where an event stands. */
    record Place(String stream, long sequence) {}

    /** Told even of one that cannot be read; nothing if it is no event. */
    static Optional<Place> place(ConsumerRecord<String, byte[]> fetched) {
        var stream = text(fetched, Headers.AGGREGATE_ID);
        var sequence = fetched.headers().lastHeader(Headers.AGGREGATE_SEQ);
        return stream == null || sequence == null || sequence.value() == null || sequence.value().length != Long.BYTES
                ? Optional.empty()
                : Optional.of(new Place(stream, number(sequence.value())));
    }

    static @Nullable String text(ConsumerRecord<String, byte[]> fetched, String name) {
        var header = fetched.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static long number(byte[] value) {
        if (value.length != Long.BYTES) {
            throw new IllegalArgumentException("Not a number of eight bytes");
        }
        long number = 0;
        for (var each : value) {
            number = (number << Byte.SIZE) | (each & 0xff);
        }
        return number;
    }

    private Optional<Known> known(String type) {
        if (!type.startsWith(VOCABULARY)) {
            return Optional.empty();
        }
        try {
            var found = Class.forName(type);
            return Optional.of(new Known(found, json.readerFor(found)));
        } catch (ClassNotFoundException _) {
            return Optional.empty();
        }
    }
}
