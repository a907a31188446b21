package io.rowlock.query;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ConcertEvent.ConcertAnnounced;
import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleCancelled;
import io.rowlock.api.catalogue.ScheduleEvent.ScheduleOpened;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.catalogue.Section;
import io.rowlock.api.hold.HeldSeat;
import io.rowlock.api.hold.HoldEvent.HoldExtended;
import io.rowlock.api.hold.HoldEvent.HoldPlaced;
import io.rowlock.api.hold.HoldEvent.HoldReleased;
import io.rowlock.api.hold.HoldEvent.HoldReturned;
import io.rowlock.api.hold.HoldEvent.HoldSold;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.hold.ReleaseReason;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.api.payment.CancelReason;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentEvent.PaymentApproved;
import io.rowlock.api.payment.PaymentEvent.PaymentCancelled;
import io.rowlock.api.payment.PaymentEvent.PaymentConfirmed;
import io.rowlock.api.payment.PaymentEvent.PaymentReadied;
import io.rowlock.api.payment.PaymentEvent.PaymentRefunded;
import io.rowlock.api.payment.PaymentEvent.RefundDue;
import io.rowlock.api.payment.PaymentMethod;
import io.rowlock.api.payment.TransactionId;
import io.rowlock.api.seat.SeatEvent.SeatBlocked;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.api.seat.SeatEvent.SeatHoldExtended;
import io.rowlock.api.seat.SeatEvent.SeatReleased;
import io.rowlock.api.seat.SeatEvent.SeatReturned;
import io.rowlock.api.seat.SeatEvent.SeatSold;
import io.rowlock.api.seat.SeatEvent.SeatUnblocked;
import io.rowlock.api.seat.SeatId;
import io.rowlock.api.seat.SeatName;
import io.rowlock.api.wallet.WalletEvent.WalletCharged;
import io.rowlock.api.wallet.WalletEvent.WalletRefunded;
import io.rowlock.api.wallet.WalletEvent.WalletUsed;
import io.rowlock.api.wallet.WalletId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One evening and what happens to its seats, as the command side would tell it. */
record Sale(ConcertId concert, ScheduleId schedule) {
    static final BuyerId ANNA = new BuyerId("usr-anna");
    static final BuyerId BEN = new BuyerId("usr-ben");
    static final OrganiserId OLGA = new OrganiserId("usr-olga");
    static final Instant FAR_OFF = Instant.parse("2099-06-01T20:00:00Z");
    static final Money PRICE = new Money(150_000, "KRW");

    static Sale of(String mark) {
        return new Sale(new ConcertId("con-" + mark), new ScheduleId("sch-" + mark));
    }

    ConcertAnnounced announced(String title, String artist) {
        return new ConcertAnnounced(concert, OLGA, title, artist, "An evening with " + artist);
    }

    /** On sale from an hour ago until the day before. */
    ScheduleOpened opened(Section... sections) {
        return opened(Instant.now().minus(Duration.ofHours(1)), FAR_OFF.minus(Duration.ofDays(1)), sections);
    }

    ScheduleOpened opened(Instant salesOpenAt, Instant salesCloseAt, Section... sections) {
        return new ScheduleOpened(
                schedule,
                concert,
                ScheduleTerms.of(
                        "Hall",
                        FAR_OFF,
                        salesOpenAt,
                        salesCloseAt,
                        null,
                        4,
                        Duration.ofMinutes(5),
                        null,
                        false,
                        List.of(sections)));
    }

    static Section section(String name, int rows, int seatsPerRow) {
        return new Section(name, "VIP", rows, seatsPerRow, PRICE);
    }

    HoldId hold(String mark) {
        return new HoldId(schedule, mark);
    }

    SeatId seat(String name) {
        return new SeatId(schedule, SeatName.of(name));
    }

    /** What one hold writes: one event for the buyer and one for each seat. */
    List<Object> held(BuyerId buyer, String mark, Instant until, String... seats) {
        var events = new ArrayList<>();
        events.add(new HoldPlaced(hold(mark), buyer, heldSeats(seats), total(seats), until));
        for (var seat : seats) {
            events.add(new SeatHeld(seat(seat), hold(mark), buyer, PRICE, until));
        }
        return events;
    }

    List<Object> extended(BuyerId buyer, String mark, Instant until, String... seats) {
        var events = new ArrayList<>();
        events.add(new HoldExtended(hold(mark), buyer, until));
        for (var seat : seats) {
            events.add(new SeatHoldExtended(seat(seat), hold(mark), until));
        }
        return events;
    }

    List<Object> released(BuyerId buyer, String mark, String... seats) {
        return released(buyer, mark, ReleaseReason.BUYER_RELEASED, seats);
    }

    List<Object> lapsed(BuyerId buyer, String mark, String... seats) {
        return released(buyer, mark, ReleaseReason.LAPSED, seats);
    }

    private List<Object> released(BuyerId buyer, String mark, ReleaseReason reason, String... seats) {
        var events = new ArrayList<>();
        events.add(new HoldReleased(hold(mark), buyer, reason));
        for (var seat : seats) {
            events.add(new SeatReleased(seat(seat), hold(mark), reason));
        }
        return events;
    }

    List<Object> blocked(String... seats) {
        return Arrays.stream(seats)
                .<Object>map(seat -> new SeatBlocked(seat(seat), OLGA))
                .toList();
    }

    List<Object> unblocked(String... seats) {
        return Arrays.stream(seats)
                .<Object>map(seat -> new SeatUnblocked(seat(seat), OLGA))
                .toList();
    }

    ScheduleCancelled cancelled() {
        return new ScheduleCancelled(schedule, OLGA);
    }

    List<Object> sold(BuyerId buyer, String mark, String... seats) {
        var order = OrderId.payingFor(hold(mark));
        var events = new ArrayList<>();
        events.add(new HoldSold(hold(mark), buyer, order, heldSeats(seats), total(seats)));
        for (var seat : seats) {
            events.add(new SeatSold(seat(seat), hold(mark), buyer, order));
        }
        return events;
    }

    /** The order of a hold from being readied to being confirmed. */
    List<Object> paid(BuyerId buyer, String mark, String... seats) {
        var order = OrderId.payingFor(hold(mark));
        return List.of(
                readied(buyer, mark, seats),
                new PaymentApproved(order, hold(mark), buyer, new TransactionId("tx-" + mark), total(seats)),
                new PaymentConfirmed(order));
    }

    /** What was paid for is given back, and its money, too. */
    List<Object> cancelledByBuyer(BuyerId buyer, String mark, String... seats) {
        var order = OrderId.payingFor(hold(mark));
        var transaction = new TransactionId("tx-" + mark);
        var events = new ArrayList<>();
        events.add(new PaymentCancelled(order, hold(mark), buyer, CancelReason.BUYER_CANCELLED));
        events.add(new RefundDue(order, buyer, PaymentMethod.MOCK, transaction, total(seats), "BUYER_CANCELLED"));
        events.add(new HoldReturned(hold(mark), buyer, order));
        for (var seat : seats) {
            events.add(new SeatReturned(seat(seat), hold(mark), order));
        }
        events.add(new PaymentRefunded(order, transaction, total(seats), "BUYER_CANCELLED"));
        return events;
    }

    /** Two seats' worth is charged, one is paid for and refunded. */
    List<Object> wallet(BuyerId buyer) {
        var wallet = new WalletId(buyer);
        var order = new OrderId("ord-" + buyer);
        var two = total("A-1-1", "A-1-2");
        return List.of(
                new WalletCharged(wallet, two, two),
                new WalletUsed(wallet, order, PRICE, PRICE),
                new WalletRefunded(wallet, order, PRICE, two));
    }

    PaymentReadied readied(BuyerId buyer, String mark, String... seats) {
        return new PaymentReadied(
                OrderId.payingFor(hold(mark)), hold(mark), buyer, PaymentMethod.MOCK, total(seats), FAR_OFF, FAR_OFF);
    }

    private static List<HeldSeat> heldSeats(String... seats) {
        return Arrays.stream(seats)
                .map(seat -> new HeldSeat(SeatName.of(seat), PRICE))
                .toList();
    }

    private static Money total(String... seats) {
        return new Money(PRICE.amount() * seats.length, PRICE.currency());
    }
}
