package io.rowlock.query.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.extensions.kafka.eventhandling.KafkaMessageConverter;
import org.axonframework.extensions.kafka.eventhandling.consumer.ConsumerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The end of the topic as it comes in, on every instance, whoever projects it.
 *
 * <p>It begins where the topic ends when this instance starts, reads all partitions and commits nothing. It looks at keys
 * alone, and reads those events only that somebody listens to; the last ones it remembers unread, so that whoever begins to
 * listen hears what the rows may not know yet.
 */
public final class Tail implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

    private final String topic;
    private final Duration brokerTimeout;
    private final TailSettings settings;
    private final ConsumerFactory<String, byte[]> consumers;
    private final KafkaMessageConverter<String, byte[]> converter;
    private final Counter heard;
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread following;

    // Only the thread that follows looks at these.
    private final Map<String, TailListener> listeners = new HashMap<>();
    private final Deque<Remembered> remembered = new ArrayDeque<>();
    private final List<Long> next = new ArrayList<>();
    private final List<Long> from = new ArrayList<>();
    private long lookAgainAt;
    private boolean away;
    private boolean lost;

    /** What the thread that follows is asked to do between two polls. */
    private interface Request {
        void meet(Consumer<String, byte[]> consumer);
    }

    private record Remembered(ConsumerRecord<String, byte[]> record, long arrivedAt) {}

    Tail(
            FeedSettings feed,
            TailSettings settings,
            ConsumerFactory<String, byte[]> consumers,
            KafkaMessageConverter<String, byte[]> converter,
            MeterRegistry meters) {
        this.topic = feed.topic();
        this.brokerTimeout = feed.brokerTimeout();
        this.settings = settings;
        this.consumers = consumers;
        this.converter = converter;
        this.heard = Counter.builder("rowlock.feed.tail.heard")
                .description("Events that somebody listened to as they came in")
                .register(meters);
    }

    /** Listens to all streams that are named after this one, as {@code sch-1/A-1-1} is after {@code sch-1}. */
    public void listen(String parent, TailListener listener) {
        requests.add(_ -> join(parent, listener));
    }

    public void listenNoMore(String parent, TailListener listener) {
        requests.add(_ -> listeners.remove(parent, listener));
    }

    /** Where the topic ends now: whatever has been projected by now comes before. */
    public CompletableFuture<Offsets> end() {
        var answer = new CompletableFuture<Offsets>();
        requests.add(consumer -> {
            var end = new HashMap<Integer, Long>();
            consumer.endOffsets(consumer.assignment(), brokerTimeout)
                    .forEach((partition, offset) -> end.put(partition.partition(), offset));
            answer.complete(Offsets.of(end));
        });
        return answer;
    }

    /**
     * What was written between two places to the streams that are named after this one.
     *
     * @throws TooFarApart if there is more to look at than these
     */
    public List<Heard> between(Offsets begin, Offsets end, String parent, long most) {
        var wanted = IntStream.range(0, end.next().size())
                .filter(it -> begin.of(it) < end.of(it))
                .mapToObj(it -> new TopicPartition(topic, it))
                .collect(Collectors.toCollection(HashSet::new));
        long many = wanted.stream()
                .mapToLong(it -> end.of(it.partition()) - begin.of(it.partition()))
                .sum();
        if (many > most) {
            throw new TooFarApart(many);
        }
        var found = new ArrayList<Heard>();
        long deadline = System.nanoTime() + brokerTimeout.toNanos();
        try (var consumer = consumers.createConsumer(null)) {
            consumer.assign(wanted);
            wanted.forEach(it -> consumer.seek(it, begin.of(it.partition())));
            while (!wanted.isEmpty()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TooFarApart(many);
                }
                for (var each : consumer.poll(settings.pollFor())) {
                    if (end.isPast(each.partition(), each.offset()) && parent.equals(parentOf(each.key()))) {
                        read(each).ifPresent(found::add);
                    }
                }
                wanted.removeIf(it -> consumer.position(it, brokerTimeout) >= end.of(it.partition()));
            }
        }
        return found;
    }

    private void join(String parent, TailListener listener) {
        listeners.put(parent, listener);
        listener.joined(new Offsets(from));
        for (var each : remembered) {
            if (parent.equals(parentOf(each.record().key()))) {
                tell(parent, listener, each.record());
            }
        }
        listener.reached(new Offsets(next));
    }

    private void follow() {
        while (!isStopping()) {
            try {
                followUntilItFails();
            } catch (Error e) {
                // Whoever listens would take a silence for good news.
                LOG.error("What comes in on {} could not be taken in; beginning anew", topic, e);
                lost = true;
                pause();
            }
        }
    }

    private void followUntilItFails() {
        while (!isStopping()) {
            if (lost) {
                loseTrack();
                lost = false;
            }
            try (var consumer = consumers.createConsumer(null)) {
                begin(consumer);
                while (!isStopping()) {
                    round(consumer);
                }
            } catch (OffsetOutOfRangeException e) {
                LOG.warn(
                        "What comes next on {} does not follow on what was heard; beginning anew: {}",
                        topic,
                        e.toString());
                loseTrack();
            } catch (InterruptException e) {
                stopping.countDown();
            } catch (RuntimeException e) {
                if (!away) {
                    LOG.warn("The end of {} cannot be heard; trying again until it can: {}", topic, e.toString());
                }
                away = true;
                pause();
            }
        }
    }

    /** Where it ends at first, and after that where the last consumer stopped. */
    private void begin(Consumer<String, byte[]> consumer) {
        var partitions = partitions(consumer);
        if (next.isEmpty()) {
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions, brokerTimeout);
            partitions.forEach(it -> next.add(ends.getOrDefault(it, 0L)));
            from.addAll(next);
        }
        take(consumer, partitions);
        lookAgainAt = System.nanoTime() + settings.lookEvery().toNanos();
        if (away) {
            LOG.info("The end of {} is heard again", topic);
        }
        away = false;
    }

    private List<TopicPartition> partitions(Consumer<String, byte[]> consumer) {
        int partitions = consumer.partitionsFor(topic, brokerTimeout).size();
        if (partitions == 0) {
            throw new IllegalStateException("Topic " + topic + " does not exist yet");
        }
        return IntStream.range(0, partitions)
                .mapToObj(it -> new TopicPartition(topic, it))
                .toList();
    }

    /** Of a partition that is new everything is news. */
    private void take(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        consumer.assign(partitions);
        while (next.size() < partitions.size()) {
            next.add(0L);
            from.add(0L);
        }
        partitions.forEach(it -> consumer.seek(it, next.get(it.partition())));
    }

    private void round(Consumer<String, byte[]> consumer) {
        for (var request = requests.poll(); request != null; request = requests.poll()) {
            request.meet(consumer);
        }
        if (System.nanoTime() - lookAgainAt >= 0) {
            var partitions = partitions(consumer);
            if (partitions.size() > next.size()) {
                LOG.info("Topic {} has {} partitions by now", topic, partitions.size());
                take(consumer, partitions);
            }
            lookAgainAt = System.nanoTime() + settings.lookEvery().toNanos();
        }
        var records = consumer.poll(settings.pollFor());
        if (records.isEmpty()) {
            forget();
            return;
        }
        for (var each : records) {
            next.set(each.partition(), each.offset() + 1);
            var parent = parentOf(each.key());
            if (parent != null) {
                remember(each);
                var listener = listeners.get(parent);
                if (listener != null) {
                    tell(parent, listener, each);
                }
            }
        }
        forget();
        var reached = new Offsets(next);
        List.copyOf(listeners.values()).forEach(listener -> listener.reached(reached));
    }

    /** Seats have one, and little else that is written as often; buyers' allowances would have two. */
    private static @Nullable String parentOf(@Nullable String stream) {
        int slash = stream == null ? -1 : stream.indexOf('/');
        return stream == null || slash < 0 || stream.indexOf('/', slash + 1) >= 0 ? null : stream.substring(0, slash);
    }

    private void tell(String parent, TailListener listener, ConsumerRecord<String, byte[]> each) {
        try {
            read(each).ifPresent(event -> {
                heard.increment();
                listener.heard(event);
            });
        } catch (RuntimeException e) {
            LOG.error("Whoever listens to {} could not take what they heard", parent, e);
            listeners.remove(parent, listener);
            listener.lost();
        }
    }

    /** What cannot be read is left out: its projection says so, and its stream has a hole that listeners notice. */
    private Optional<Heard> read(ConsumerRecord<String, byte[]> each) {
        return converter
                .readKafkaMessage(each)
                .filter(DomainEventMessage.class::isInstance)
                .map(DomainEventMessage.class::cast)
                .flatMap(event -> payload(event)
                        .map(payload -> new Heard(
                                payload,
                                new Mark(
                                        event.getAggregateIdentifier(),
                                        event.getSequenceNumber(),
                                        event.getTimestamp()),
                                each.partition(),
                                each.offset())));
    }

    private static Optional<Object> payload(DomainEventMessage<?> event) {
        try {
            return Optional.of(event.getPayload());
        } catch (RuntimeException e) {
            LOG.debug("Passing over {}", event.getIdentifier(), e);
            return Optional.empty();
        }
    }

    private void remember(ConsumerRecord<String, byte[]> each) {
        // Read now, a header lets go of the whole answer that it came in.
        each.headers().forEach(header -> {
            var _ = header.key();
            var _ = header.value();
        });
        remembered.addLast(new Remembered(each, System.nanoTime()));
    }

    private void forget() {
        long tooOld = System.nanoTime() - settings.rememberedFor().toNanos();
        for (var oldest = remembered.peekFirst();
                oldest != null && (remembered.size() > settings.remembered() || oldest.arrivedAt() - tooOld < 0);
                oldest = remembered.peekFirst()) {
            from.set(oldest.record().partition(), oldest.record().offset() + 1);
            remembered.removeFirst();
        }
    }

    private void loseTrack() {
        next.clear();
        from.clear();
        remembered.clear();
        var all = List.copyOf(listeners.values());
        listeners.clear();
        all.forEach(TailListener::lost);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pause() {
        try {
            var _ = stopping.await(settings.lookEvery().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    @Override
    public void start() {
        following = Thread.ofPlatform().name("tail").daemon().start(this::follow);
    }

    @Override
    public void stop() {
        stopping.countDown();
        var thread = following;
        if (thread != null) {
            try {
                thread.join(brokerTimeout);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return following != null && !isStopping();
    }
}
