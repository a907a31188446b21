package io.rowlock.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ConcertEvent.ConcertAnnounced;
import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.catalogue.Section;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentEvent.StrayPaymentReceived;
import io.rowlock.api.payment.StrayReason;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.api.seat.SeatId;
import io.rowlock.api.seat.SeatName;
import io.rowlock.api.wallet.WalletEvent.WalletCharged;
import io.rowlock.api.wallet.WalletId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.extensions.kafka.eventhandling.DefaultKafkaMessageConverter;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever reads quickly reads what everybody else reads, or says that it cannot. */
class QuickReaderTest {
    private static final Instant NOON = Instant.parse("2027-05-01T12:00:00.123Z");
    private static final Money PRICE = new Money(150_000, "KRW");
    private static final BuyerId ANNA = new BuyerId("usr-anna");
    private static final ScheduleId EVENING = new ScheduleId("sch-quick");
    private static final HoldId HOLD = new HoldId(EVENING, "one");

    private final Jackson3Serializer serializer = Jackson3Serializer.builder().build();
    private final DefaultKafkaMessageConverter others =
            DefaultKafkaMessageConverter.builder().serializer(serializer).build();
    private final QuickReader quick = new QuickReader(serializer.getObjectMapper());

    static Stream<Object> events() {
        return Stream.of(
                new ConcertAnnounced(
                        new ConcertId("con-quick"), new OrganiserId("usr-olga"), "Tosca — 토스카", "Giacomo", ""),
                new ScheduleOpened(
                        EVENING,
                        new ConcertId("con-quick"),
                        ScheduleTerms.of(
                                "Hall",
                                NOON.plus(Duration.ofDays(9)),
                                NOON,
                                NOON.plus(Duration.ofDays(8)),
                                null,
                                4,
                                Duration.ofMinutes(5),
                                null,
                                false,
                                List.of(new Section("A", "VIP", 2, 3, PRICE)))),
                new SeatHeld(new SeatId(EVENING, SeatName.of("A-1-1")), HOLD, ANNA, PRICE, NOON.plusNanos(456_000)),
                new HoldReleased(HOLD, ANNA, ReleaseReason.LAPSED),
                new StrayPaymentReceived(
                        new OrderId("ord-one"), new TransactionId("tx-one"), PRICE, StrayReason.ALREADY_PAID),
                new WalletCharged(new WalletId(ANNA), PRICE, PRICE));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_read_as_everybody_reads_it(Object event) {
        var fetched = record(event);
        assertThat(readByOthers(fetched).payload()).isEqualTo(event);
        assertThat(quick.read(fetched)).contains(told(fetched));
        assertThat(quick.read(fetched)).as("again").contains(told(fetched));
    }

    @Test
    void an_event_that_is_not_what_its_type_says_is_left_to_the_others_and_its_place_is_told() {
        for (var garbled : List.of("{", "{\"walletId\": 17}", "[]", "")) {
            var fetched = withPayload(record(new WalletCharged(new WalletId(ANNA), PRICE, PRICE)), garbled);
            assertThat(quick.read(fetched)).as(garbled).isEmpty();
            assertThatThrownBy(() -> readByOthers(fetched)).as(garbled).isInstanceOf(RuntimeException.class);
            assertThat(QuickReader.place(fetched)).contains(new QuickReader.Place("stream-of-it", 7));
        }
    }

    @Test
    void types_that_it_does_not_know_are_left_to_the_others() {
        for (var type : List.of("io.rowlock.api.seat.SeatEvent$SeatPainted", "java.lang.StringBuilder")) {
            var fetched = record(new WalletCharged(new WalletId(ANNA), PRICE, PRICE));
            put(fetched.headers(), "axon-message-type", type);
            assertThat(quick.read(fetched)).as(type).isEmpty();
        }
    }

    @Test
    void an_event_of_a_revision_is_left_to_the_others() {
        var fetched = record(new WalletCharged(new WalletId(ANNA), PRICE, PRICE));
        put(fetched.headers(), "axon-message-revision", "2");
        assertThat(quick.read(fetched)).isEmpty();
    }

    @Test
    void what_is_no_event_has_no_place() {
        var noise = new ConsumerRecord<>("events", 0, 0, "wallet/usr-anna", new byte[] {1, 2, 3});
        assertThat(quick.read(noise)).isEmpty();
        assertThat(QuickReader.place(noise)).isEmpty();

        var numberless = record(new WalletCharged(new WalletId(ANNA), PRICE, PRICE));
        put(numberless.headers(), "axon-message-aggregate-seq", "seven");
        assertThat(quick.read(numberless)).isEmpty();
        assertThat(QuickReader.place(numberless)).isEmpty();
    }

    private record Read(Object payload, Mark mark) {}

    private Read readByOthers(ConsumerRecord<String, byte[]> fetched) {
        var message = (DomainEventMessage<?>) others.readKafkaMessage(fetched).orElseThrow();
        return new Read(
                message.getPayload(),
                new Mark(message.getAggregateIdentifier(), message.getSequenceNumber(), message.getTimestamp()));
    }

    private Told<?> told(ConsumerRecord<String, byte[]> fetched) {
        var read = readByOthers(fetched);
        return new Told<>(read.payload(), read.mark());
    }

    private ConsumerRecord<String, byte[]> record(Object event) {
        var sent = others.createKafkaMessage(
                new GenericDomainEventMessage<>(
                        "Any",
                        "stream-of-it",
                        7,
                        new GenericMessage<>("event-1", event, MetaData.emptyInstance()),
                        NOON),
                "events");
        return fetched(sent.key(), sent.value(), sent.headers());
    }

    private static ConsumerRecord<String, byte[]> withPayload(ConsumerRecord<String, byte[]> like, String payload) {
        return fetched(like.key(), payload.getBytes(StandardCharsets.UTF_8), like.headers());
    }

    private static ConsumerRecord<String, byte[]> fetched(String key, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                "events", 0, 0, 0, TimestampType.CREATE_TIME, -1, -1, key, value, headers, Optional.empty());
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
