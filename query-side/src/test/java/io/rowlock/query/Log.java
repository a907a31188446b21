package io.rowlock.query;

import io.rowlock.api.catalogue.ConcertEvent;
import io.rowlock.api.catalogue.ScheduleEvent;
import io.rowlock.api.feed.Position;
import io.rowlock.api.feed.Position.StreamMark;
import io.rowlock.api.hold.AllowanceId;
import io.rowlock.api.hold.HoldEvent;
import io.rowlock.api.payment.PaymentEvent;
import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.wallet.WalletEvent;
import io.rowlock.testing.Corner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.extensions.kafka.eventhandling.DefaultKafkaMessageConverter;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Writes events to the topic exactly as the command side does. */
final class Log implements AutoCloseable {
    private static final Instant LONG_AGO = Instant.parse("2027-05-01T12:00:00Z");

    private final String topic;
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private final DefaultKafkaMessageConverter converter = DefaultKafkaMessageConverter.builder()
            .serializer(Jackson3Serializer.builder().build())
            .build();
    private final Map<String, Long> next = new HashMap<>();
    private long written;

    private Log(Corner corner) {
        this.topic = corner.topic("events");
        var broker = Map.<String, Object>of("bootstrap.servers", corner.bootstrapServers());
        this.admin = Admin.create(broker);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", corner.bootstrapServers(), "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Without a topic yet. */
    static Log notYetIn(Corner corner) {
        return new Log(corner);
    }

    static Log in(Corner corner, int partitions) throws Exception {
        var log = new Log(corner);
        log.createTopic(partitions);
        return log;
    }

    void createTopic(int partitions) throws Exception {
        admin.createTopics(Set.of(new NewTopic(topic, partitions, (short) 1)))
                .all()
                .get();
    }

    void growTo(int partitions) throws Exception {
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all()
                .get();
    }

    /** Waits until the broker has them; says how far each stream has come. */
    Position append(List<?> events) {
        var marks = new LinkedHashMap<String, Long>();
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (var event : events) {
            var stream = stream(event);
            long sequence = next.merge(stream, 1L, Long::sum) - 1;
            marks.put(stream, sequence);
            sent.add(producer.send(record(event, sequence)));
        }
        sent.forEach(Log::await);
        var position = new ArrayList<StreamMark>();
        marks.forEach((stream, sequence) -> position.add(new StreamMark(stream, sequence)));
        return new Position(position);
    }

    /** How far all streams have come that were ever written to. */
    Position everything() {
        return new Position(next.entrySet().stream()
                .map(stream -> new StreamMark(stream.getKey(), stream.getValue() - 1))
                .toList());
    }

    Position append(Object... events) {
        return append(List.of(events));
    }

    /** As a publisher does that was stopped before it heard the acknowledgement. */
    void appendAgain(Object event, long sequence) {
        await(producer.send(record(event, sequence)));
    }

    /** An event whose payload is not what its type says, under the next number of its stream. */
    void appendGarbled(Object event, String payload) {
        var good = record(event, next.merge(stream(event), 1L, Long::sum) - 1);
        appendRaw(good, payload);
    }

    /** An event of a type that only a later version knows. */
    void appendFromTheFuture(Object event) {
        var good = record(event, next.merge(stream(event), 1L, Long::sum) - 1);
        good.headers().remove("axon-message-type");
        good.headers()
                .add("axon-message-type", "io.rowlock.api.seat.SeatEvent$SeatPainted".getBytes(StandardCharsets.UTF_8));
        await(producer.send(good));
    }

    /** A record that is no event at all. */
    void appendNoise(String key) {
        await(producer.send(new ProducerRecord<>(topic, key, new byte[] {1, 2, 3})));
    }

    private void appendRaw(ProducerRecord<String, byte[]> like, String payload) {
        await(producer.send(new ProducerRecord<>(
                topic, null, null, like.key(), payload.getBytes(StandardCharsets.UTF_8), like.headers())));
    }

    private ProducerRecord<String, byte[]> record(Object event, long sequence) {
        var message = new GenericDomainEventMessage<>(
                type(event),
                stream(event),
                sequence,
                new GenericMessage<>("event-" + written, event, MetaData.emptyInstance()),
                LONG_AGO.plusMillis(written));
        written++;
        return converter.createKafkaMessage(message, topic);
    }

    private static String type(Object event) {
        return switch (event) {
            case ConcertEvent _ -> "Concert";
            case ScheduleEvent _ -> "Schedule";
            case SeatEvent _ -> "Seat";
            case HoldEvent _ -> "Allowance";
            case PaymentEvent _ -> "PaymentOrder";
            case WalletEvent _ -> "Wallet";
            default -> throw new IllegalArgumentException("Not an event: " + event);
        };
    }

    private static String stream(Object event) {
        return switch (event) {
            case ConcertEvent it -> it.concertId().toString();
            case ScheduleEvent it -> it.scheduleId().toString();
            case SeatEvent it -> it.seatId().toString();
            case HoldEvent it -> new AllowanceId(it.holdId().schedule(), it.buyer()).toString();
            case PaymentEvent it -> it.orderId().toString();
            case WalletEvent it -> it.walletId().toString();
            default -> throw new IllegalArgumentException("Not an event: " + event);
        };
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
