package io.rowlock.query.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.extensions.kafka.eventhandling.KafkaMessageConverter;
import org.axonframework.messaging.GenericMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no record pass unnoticed.
 *
 * <p>The extension's converter leaves out what it cannot read without a word. Here such a record becomes an event that
 * every projection of its stream refuses, so that it waits as a dead letter and its stream with it.
 */
final class EveryRecordConverter implements KafkaMessageConverter<String, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(EveryRecordConverter.class);

    /** So many writers are named in the log, once each; their events are counted for ever. */
    private static final int MOST_STRANGERS = 100;

    private final Set<String> strangers = ConcurrentHashMap.newKeySet();
    private final KafkaMessageConverter<String, byte[]> converter;
    private final Counter unreadable;
    private final Counter foreign;

    EveryRecordConverter(KafkaMessageConverter<String, byte[]> converter, MeterRegistry meters) {
        this.converter = converter;
        this.unreadable = Counter.builder("rowlock.feed.unreadable")
                .description("Records that could not be turned into events")
                .register(meters);
        this.foreign = Counter.builder("rowlock.feed.foreign")
                .description("Records that belong to no stream known here")
                .register(meters);
    }

    @Override
    public ProducerRecord<String, byte[]> createKafkaMessage(EventMessage<?> event, String topic) {
        return converter.createKafkaMessage(event, topic);
    }

    @Override
    public Optional<EventMessage<?>> readKafkaMessage(ConsumerRecord<String, byte[]> fetched) {
        var read = converter.readKafkaMessage(fetched);
        if (read.isEmpty()) {
            return keptForLater(fetched);
        }
        var writer = read.get() instanceof DomainEventMessage<?> event ? event.getType() : "nobody";
        if (!StreamKind.knowsWriter(writer)) {
            foreign.increment();
            if (strangers.size() < MOST_STRANGERS && strangers.add(writer)) {
                LOG.warn("Passing over events of {}, first {}: no stream known here", writer, whereabouts(fetched));
            }
        }
        return read;
    }

    /** For those who read everything again: what is to be said of it was said when it came. */
    Optional<EventMessage<?>> readQuietly(ConsumerRecord<String, byte[]> fetched) {
        return converter.readKafkaMessage(fetched);
    }

    /** A later version may read what this one could not. */
    Optional<EventMessage<?>> readAgain(UnreadableRecord kept) {
        return converter.readKafkaMessage(kept.asFetched());
    }

    private Optional<EventMessage<?>> keptForLater(ConsumerRecord<String, byte[]> fetched) {
        unreadable.increment();
        var kind = Optional.ofNullable(fetched.key()).flatMap(StreamKind::of);
        if (kind.isEmpty()) {
            LOG.error("Passed over {}: it is no event, and its key names no stream", whereabouts(fetched));
            return Optional.empty();
        }
        LOG.error("Could not read {}: it goes to the dead letters", whereabouts(fetched));
        return Optional.of(new GenericDomainEventMessage<>(
                kind.get().aggregateType(),
                fetched.key(),
                0,
                new GenericMessage<>(
                        whereabouts(fetched), UnreadableRecord.class, UnreadableRecord.of(fetched), Map.of()),
                Instant.ofEpochMilli(fetched.timestamp())));
    }

    private static String whereabouts(ConsumerRecord<String, byte[]> fetched) {
        return fetched.topic() + "-" + fetched.partition() + "@" + fetched.offset();
    }
}
