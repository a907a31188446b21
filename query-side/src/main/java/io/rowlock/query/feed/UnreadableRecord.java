package io.rowlock.query.feed;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** A record of the topic that could not be turned into an event, kept whole so that nothing of it is lost. */
record UnreadableRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        String key,
        @Nullable String valueInBase64,
        List<Header> headers) {
    record Header(String name, @Nullable String valueInBase64) {}

    UnreadableRecord {
        headers = List.copyOf(headers);
    }

    static UnreadableRecord of(ConsumerRecord<String, byte[]> kept) {
        var headers = new ArrayList<Header>();
        for (var header : kept.headers()) {
            headers.add(new Header(header.key(), inBase64(header.value())));
        }
        return new UnreadableRecord(
                kept.topic(),
                kept.partition(),
                kept.offset(),
                kept.timestamp(),
                kept.key(),
                inBase64(kept.value()),
                headers);
    }

    /** As it was fetched, for a reader that may understand it by now. */
    ConsumerRecord<String, byte[]> asFetched() {
        var restored = new RecordHeaders();
        headers.forEach(header -> restored.add(header.name(), fromBase64(header.valueInBase64())));
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                fromBase64(valueInBase64),
                restored,
                Optional.empty());
    }

    private static @Nullable String inBase64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    private static byte @Nullable [] fromBase64(@Nullable String text) {
        return text == null ? null : Base64.getDecoder().decode(text);
    }
}
