package io.rowlock.query.feed;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.extensions.kafka.eventhandling.KafkaMessageConverter;
import org.axonframework.extensions.kafka.eventhandling.consumer.ConsumerFactory;
import org.axonframework.extensions.kafka.eventhandling.consumer.Fetcher;
import org.axonframework.extensions.kafka.eventhandling.consumer.streamable.Buffer;
import org.axonframework.extensions.kafka.eventhandling.consumer.streamable.KafkaEventMessage;
import org.axonframework.extensions.kafka.eventhandling.consumer.streamable.StreamableKafkaMessageSource;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic as a source of events: in the order of fetching, at once when they arrive, and leaving nothing open behind.
 *
 * <p>Each opening gets an extension's source of its own, because that one neither closes its consumer when opening fails
 * (the broker is away, for hours perhaps) nor lets go of its fetcher when a stream is closed with a full buffer.
 */
final class Feed implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final String topic;
    private final int bufferedEvents;
    private final Duration gatherFor;
    private final Duration brokerTimeout;
    private final ConsumerFactory<String, byte[]> consumers;
    private final Fetcher<String, byte[], KafkaEventMessage> fetcher;
    private final KafkaMessageConverter<String, byte[]> converter;
    private final Serializer serializer;
    private final Set<FifoStream> open = ConcurrentHashMap.newKeySet();

    Feed(
            FeedSettings settings,
            ConsumerFactory<String, byte[]> consumers,
            Fetcher<String, byte[], KafkaEventMessage> fetcher,
            KafkaMessageConverter<String, byte[]> converter,
            Serializer serializer) {
        this.topic = settings.topic();
        this.bufferedEvents = settings.bufferedEvents();
        this.gatherFor = settings.gatherFor();
        this.brokerTimeout = settings.brokerTimeout();
        this.consumers = consumers;
        this.fetcher = fetcher;
        this.converter = converter;
        this.serializer = serializer;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken from) {
        var opening = new Opening();
        try {
            var stream = StreamableKafkaMessageSource.<String, byte[]>builder()
                    .topics(List.of(topic))
                    .consumerFactory(opening)
                    .fetcher(fetcher)
                    .messageConverter(converter)
                    .serializer(serializer)
                    .bufferFactory(opening::buffer)
                    .build()
                    .openStream(from);
            var fifo = new FifoStream(stream, opening.buffer, opening.partitions);
            open.add(fifo);
            return fifo;
        } catch (RuntimeException e) {
            opening.abandon();
            throw e;
        }
    }

    /** A stream reads the partitions that there were when it was opened; when there are more, it is opened again. */
    void followPartitions(int partitions) {
        for (var stream : open) {
            if (stream.partitions < partitions) {
                stream.buffer.setException(
                        new IllegalStateException("Topic " + topic + " has " + partitions + " partitions by now"));
            }
        }
    }

    /** What has been opened so far, to be closed again if the rest fails. */
    private final class Opening implements ConsumerFactory<String, byte[]> {
        private final FifoBuffer buffer = new FifoBuffer(bufferedEvents, gatherFor);
        private @Nullable Consumer<String, byte[]> consumer;
        private int partitions;

        @Override
        public Consumer<String, byte[]> createConsumer(@Nullable String groupId) {
            var created = consumers.createConsumer(groupId);
            consumer = created;
            // Asked here so that a topic which does not exist yet is a reason that can be read in the log.
            partitions = created.partitionsFor(topic, brokerTimeout).size();
            if (partitions == 0) {
                throw new IllegalStateException("Topic " + topic + " does not exist yet");
            }
            return created;
        }

        Buffer<KafkaEventMessage> buffer() {
            return buffer;
        }

        void abandon() {
            if (consumer != null) {
                consumer.close();
            }
        }
    }

    /** Closes all of itself, and calls when events arrive. */
    private final class FifoStream implements BlockingStream<TrackedEventMessage<?>> {
        private final BlockingStream<TrackedEventMessage<?>> events;
        private final FifoBuffer buffer;
        private final int partitions;

        FifoStream(BlockingStream<TrackedEventMessage<?>> events, FifoBuffer buffer, int partitions) {
            this.events = events;
            this.buffer = buffer;
            this.partitions = partitions;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return events.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return events.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return events.nextAvailable();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            buffer.onAvailable(callback);
            return true;
        }

        @Override
        public void close() {
            open.remove(this);
            events.close();
            buffer.close();
        }
    }
}
