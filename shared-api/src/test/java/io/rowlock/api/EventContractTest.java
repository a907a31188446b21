package io.rowlock.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.api.catalogue.ConcertEvent;
import io.rowlock.api.catalogue.ConcertEvent.ConcertAnnounced;
import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.api.catalogue.ScheduleEvent;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.catalogue.Section;
import io.rowlock.api.hold.HeldSeat;
import io.rowlock.api.hold.HoldEvent;
import io.rowlock.api.hold.HoldEvent.HoldExtended;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldEvent.HoldReturned;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.hold.HoldEvent.SaleRefused;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OperatorId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.api.payment.CancelReason;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentEvent;
import io.rowlock.api.payment.PaymentEvent.PaymentApproved;
import io.rowlock.api.payment.PaymentEvent.PaymentCancelled;
import io.rowlock.api.payment.PaymentEvent.PaymentConfirmed;
import io.rowlock.api.payment.PaymentEvent.PaymentDropped;
import io.rowlock.api.payment.PaymentEvent.PaymentFailed;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentEvent.PaymentRefunded;
import io.rowlock.api.payment.PaymentEvent.PaymentSubmitted;
import io.rowlock.api.payment.PaymentEvent.RefundDue;
import io.rowlock.api.payment.PaymentEvent.StrayPaymentReceived;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.ProviderPaymentId;
import io.rowlock.api.payment.StrayReason;
import io.rowlock.api.payment.TransactionEvent;
import io.rowlock.api.payment.TransactionEvent.TransactionClaimed;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.seat.SeatEvent.SeatBlocked;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.api.seat.SeatEvent.SeatHoldExtended;
import io.rowlock.api.seat.SeatEvent.SeatReleased;
import io.rowlock.api.seat.SeatEvent.SeatReturned;
import io.rowlock.api.seat.SeatEvent.SeatSold;
import io.rowlock.api.seat.SeatEvent.SeatUnblocked;
import io.rowlock.api.seat.SeatId;
import io.rowlock.api.seat.SeatName;
import io.rowlock.api.waitingroom.RoomEvent;
import io.rowlock.api.waitingroom.RoomEvent.AdmissionEnded;
import io.rowlock.api.waitingroom.RoomEvent.BuyerBlocked;
import io.rowlock.api.waitingroom.RoomEvent.BuyerUnblocked;
import io.rowlock.api.waitingroom.RoomEvent.DrawPublished;
import io.rowlock.api.waitingroom.RoomEvent.OpenedEarly;
import io.rowlock.api.waitingroom.RoomEvent.PlacesLost;
import io.rowlock.api.waitingroom.RoomEvent.PolicyChanged;
import io.rowlock.api.waitingroom.RoomEvent.PriorityGiven;
import io.rowlock.api.waitingroom.RoomEvent.PriorityWithdrawn;
import io.rowlock.api.waitingroom.RoomEvent.RoomClosed;
import io.rowlock.api.waitingroom.RoomEvent.RoomPrepared;
import io.rowlock.api.waitingroom.RoomId;
import io.rowlock.api.waitingroom.RoomPolicy;
import io.rowlock.api.waitingroom.WithoutRedis;
import io.rowlock.api.wallet.WalletEvent;
import io.rowlock.api.wallet.WalletEvent.WalletCharged;
import io.rowlock.api.wallet.WalletEvent.WalletRefunded;
import io.rowlock.api.wallet.WalletEvent.WalletUsed;
import io.rowlock.api.wallet.WalletId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is in the store stays readable for ever.
 *
 * <p>A renamed or moved event, a renamed or retyped field: each breaks history that is already written, and this test
 * says so. The approved files are only ever added to.
 */
class EventContractTest {
    private static final Path APPROVED = Path.of("src/test/resources/events");

    /** As they were written before an event came to say more; they are in somebody's log. */
    private static final Path EARLIER = Path.of("src/test/resources/earlier-events");

    private static final Instant NOON = Instant.parse("2027-05-01T12:00:00Z");
    private static final ConcertId TOSCA = new ConcertId("con-5h8t2r9y4w7k3mzq");
    private static final ScheduleId FIRST_NIGHT = new ScheduleId("sch-2m6x9d4v8q1c7ktz");
    private static final OrganiserId OPERA = new OrganiserId("usr-7f2w9c4h6n1r8bjd");
    private static final BuyerId ANNA = new BuyerId("usr-3k9q2m7d5x8v1tzc");
    private static final HoldId HOLD = new HoldId(FIRST_NIGHT, "9w3f6h1b5n8r2yjd");
    private static final OrderId ORDER = OrderId.payingFor(HOLD);
    private static final TransactionId TRANSACTION = new TransactionId("txn-1");
    private static final WalletId WALLET = new WalletId(ANNA);
    private static final RoomId ROOM = new RoomId(FIRST_NIGHT);
    private static final OperatorId OTTO = new OperatorId("usr-6p1s4b8n3g7m2wkx");
    private static final String SEED = "a1".repeat(32);
    private static final String COMMITMENT = "b2".repeat(32);
    private static final RoomPolicy POLICY = new RoomPolicy(
            100,
            2_000,
            Duration.ofMinutes(10),
            true,
            "Back in a moment",
            1_000_000,
            true,
            WithoutRedis.OPEN,
            Duration.ofMinutes(5));
    private static final SeatName A_12_7 = new SeatName("A", 12, 7);
    private static final SeatId SEAT = new SeatId(FIRST_NIGHT, A_12_7);
    private static final Money PRICE = new Money(150_000, "KRW");
    private static final List<HeldSeat> SEATS = List.of(new HeldSeat(A_12_7, PRICE));

    static final List<Object> ONE_OF_EACH = List.of(
            new ConcertAnnounced(TOSCA, OPERA, "Tosca", "The City Opera", "Three acts, two intervals"),
            new ScheduleOpened(
                    FIRST_NIGHT,
                    TOSCA,
                    new ScheduleTerms(
                            "The Old House",
                            NOON.plus(Duration.ofDays(31)),
                            NOON,
                            NOON.plus(Duration.ofDays(30)),
                            NOON.plus(Duration.ofDays(25)),
                            4,
                            Duration.ofMinutes(8),
                            Duration.ofMinutes(20),
                            false,
                            List.of(new Section("A", "Stalls", 20, 30, PRICE)))),
            new ScheduleCancelled(FIRST_NIGHT, OPERA),
            new SeatHeld(SEAT, HOLD, ANNA, PRICE, NOON.plus(Duration.ofMinutes(8))),
            new SeatHoldExtended(SEAT, HOLD, NOON.plus(Duration.ofMinutes(16))),
            new SeatReleased(SEAT, HOLD, ReleaseReason.LAPSED),
            new SeatSold(SEAT, HOLD, ANNA, ORDER),
            new SeatBlocked(SEAT, OPERA),
            new SeatUnblocked(SEAT, OPERA),
            new SeatReturned(SEAT, HOLD, ORDER),
            new HoldPlaced(HOLD, ANNA, SEATS, PRICE, NOON.plus(Duration.ofMinutes(8))),
            new HoldExtended(HOLD, ANNA, NOON.plus(Duration.ofMinutes(16))),
            new HoldReleased(HOLD, ANNA, ReleaseReason.BUYER_RELEASED),
            new HoldSold(HOLD, ANNA, ORDER, SEATS, PRICE),
            new HoldReturned(HOLD, ANNA, ORDER),
            new SaleRefused(HOLD, ANNA, ORDER, "SEAT_SOLD"),
            new PaymentReadied(
                    ORDER,
                    HOLD,
                    ANNA,
                    PaymentMethod.MOCK,
                    PRICE,
                    NOON.plus(Duration.ofMinutes(8)),
                    NOON.plus(Duration.ofDays(29))),
            new PaymentSubmitted(ORDER, PaymentMethod.MOCK, new ProviderPaymentId("pay-1"), PRICE, true),
            new PaymentDropped(ORDER, new ProviderPaymentId("pay-1"), "EXPIRED"),
            new PaymentApproved(ORDER, HOLD, ANNA, TRANSACTION, PRICE),
            new PaymentFailed(ORDER, HOLD, ANNA, "card declined"),
            new PaymentConfirmed(ORDER),
            new PaymentCancelled(ORDER, HOLD, ANNA, CancelReason.BUYER_CANCELLED),
            new StrayPaymentReceived(ORDER, TRANSACTION, PRICE, StrayReason.ALREADY_PAID),
            new RefundDue(ORDER, ANNA, PaymentMethod.MOCK, TRANSACTION, PRICE, "SEAT_SOLD"),
            new PaymentRefunded(ORDER, TRANSACTION, PRICE, "SEAT_SOLD"),
            new TransactionClaimed(PaymentMethod.MOCK, TRANSACTION, ORDER),
            new WalletCharged(WALLET, PRICE, PRICE),
            new WalletUsed(WALLET, ORDER, PRICE, new Money(0, "KRW")),
            new WalletRefunded(WALLET, ORDER, PRICE, PRICE),
            new RoomPrepared(ROOM, 1, NOON, COMMITMENT, POLICY),
            new PolicyChanged(ROOM, OTTO, POLICY),
            new OpenedEarly(ROOM, OTTO, NOON),
            new RoomClosed(ROOM, OTTO),
            new PriorityGiven(ROOM, OTTO, ANNA),
            new PriorityWithdrawn(ROOM, OTTO, ANNA),
            new BuyerBlocked(ROOM, OTTO, ANNA),
            new BuyerUnblocked(ROOM, OTTO, ANNA),
            new AdmissionEnded(ROOM, OTTO, ANNA),
            new DrawPublished(ROOM, 1, SEED, 250_000, "c3".repeat(20)),
            new PlacesLost(ROOM, 1, 2, COMMITMENT, NOON.plus(Duration.ofMinutes(1))));

    private final JsonMapper json = JsonMapper.builder().build();

    @ParameterizedTest
    @FieldSource("ONE_OF_EACH")
    void the_stored_form_is_still_written_and_read_as_approved(Object event) throws IOException {
        var approved = Files.readString(APPROVED.resolve(event.getClass().getName() + ".json"));
        assertThat(json.readTree(json.writeValueAsString(event))).isEqualTo(json.readTree(approved));
        assertThat(json.readValue(approved, event.getClass())).isEqualTo(event);
    }

    @Test
    void seats_that_were_released_without_a_word_why_are_still_read() throws IOException {
        assertThat(earlier(SeatReleased.class)).isEqualTo(new SeatReleased(SEAT, HOLD, ReleaseReason.NOT_RECORDED));
    }

    @Test
    void evenings_that_leave_the_end_of_cancelling_and_extending_to_the_house_are_still_read() throws IOException {
        var terms = earlier(ScheduleOpened.class).terms();
        assertThat(terms.cancelUntil()).isEqualTo(terms.salesCloseAt());
        assertThat(terms.holdAtMost()).isEqualTo(terms.holdFor().multipliedBy(2));
    }

    @Test
    void orders_and_refunds_from_before_orders_could_be_cancelled_are_still_read() throws IOException {
        var readied = earlier(PaymentReadied.class);
        assertThat(readied.cancelUntil()).isEqualTo(readied.payUntil());
        assertThat(earlier(PaymentRefunded.class))
                .isEqualTo(new PaymentRefunded(ORDER, PaymentRefunded.NOT_RECORDED, PRICE, "SEAT_SOLD"));
    }

    private <E> E earlier(Class<E> event) throws IOException {
        return json.readValue(Files.readString(EARLIER.resolve(event.getName() + ".json")), event);
    }

    @Test
    void no_event_is_forgotten() {
        var all = Stream.of(
                        ConcertEvent.class,
                        ScheduleEvent.class,
                        SeatEvent.class,
                        HoldEvent.class,
                        PaymentEvent.class,
                        TransactionEvent.class,
                        WalletEvent.class,
                        RoomEvent.class)
                .flatMap(conversation -> Arrays.stream(conversation.getPermittedSubclasses()));
        assertThat(ONE_OF_EACH).extracting(Object::getClass).hasSameElementsAs(all.toList());
    }

    @Test
    void no_approved_event_has_left_the_vocabulary() throws IOException {
        try (var files = Files.list(APPROVED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(ONE_OF_EACH.stream()
                            .map(event -> event.getClass().getName() + ".json")
                            .toList());
        }
    }
}
