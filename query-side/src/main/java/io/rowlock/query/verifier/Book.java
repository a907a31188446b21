package io.rowlock.query.verifier;

import io.rowlock.api.catalogue.ConcertEvent;
import io.rowlock.api.catalogue.ScheduleEvent;
import io.rowlock.api.hold.HoldEvent;
import io.rowlock.api.payment.PaymentEvent;
import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.wallet.WalletEvent;
import java.util.List;
import java.util.function.Function;

/**
 * What one group of projections keeps of one kind of stream, and how it should look.
 *
 * @param writer what the log calls those who write such streams
 * @param head the table with a row for each subject, which knows how far it has seen
 * @param leaves tables whose rows are parts of the head's, owners before what they own
 * @param subject what an event is about: a stream is about one thing, but for a buyer's, which is about many holds
 */
record Book<E>(
        String group,
        String writer,
        Class<E> events,
        Table head,
        List<Leaf> leaves,
        Function<E, String> subject,
        Fold<E> fold) {
    /** A table that hangs on another: its owner's column holds what that other one has in {@code column}. */
    record Leaf(Table table, Table of, String column) {}

    static final List<Book<?>> ALL = List.of(
            new Book<>(
                    "catalogue",
                    "Concert",
                    ConcertEvent.class,
                    CatalogueBooks.CONCERT,
                    List.of(),
                    event -> event.concertId().value(),
                    CatalogueBooks::concert),
            new Book<>(
                    "catalogue",
                    "Schedule",
                    ScheduleEvent.class,
                    CatalogueBooks.SCHEDULE,
                    List.of(),
                    event -> event.scheduleId().value(),
                    CatalogueBooks::schedule),
            new Book<>(
                    "seatmap",
                    "Schedule",
                    ScheduleEvent.class,
                    CatalogueBooks.PLAN,
                    List.of(new Leaf(CatalogueBooks.SECTION, CatalogueBooks.PLAN, "schedule_id")),
                    event -> event.scheduleId().value(),
                    CatalogueBooks::plan),
            new Book<>(
                    "seatmap",
                    "Seat",
                    SeatEvent.class,
                    SeatBooks.SEAT,
                    List.of(),
                    event -> event.seatId().toString(),
                    SeatBooks::seat),
            new Book<>(
                    "reservations",
                    "Allowance",
                    HoldEvent.class,
                    HoldBooks.HOLD,
                    List.of(
                            new Leaf(HoldBooks.HOLD_SEAT, HoldBooks.HOLD, "hold_id"),
                            new Leaf(HoldBooks.RESERVATION, HoldBooks.HOLD, "hold_id"),
                            new Leaf(HoldBooks.RESERVATION_SEAT, HoldBooks.RESERVATION, "reservation_id")),
                    event -> event.holdId().toString(),
                    HoldBooks::hold),
            new Book<>(
                    "payments",
                    "PaymentOrder",
                    PaymentEvent.class,
                    OrderBooks.ORDER,
                    List.of(new Leaf(OrderBooks.STEP, OrderBooks.ORDER, "order_id")),
                    event -> event.orderId().value(),
                    OrderBooks::order),
            new Book<>(
                    "wallet",
                    "Wallet",
                    WalletEvent.class,
                    WalletBooks.WALLET,
                    List.of(new Leaf(WalletBooks.TRANSACTION, WalletBooks.WALLET, "buyer_id")),
                    event -> event.walletId().toString(),
                    WalletBooks::wallet));

    static List<Book<?>> writtenBy(String writer) {
        return ALL.stream().filter(book -> book.writer().equals(writer)).toList();
    }

    /** Of one group there is at most one for a kind of stream. */
    String name() {
        return group + "/" + writer;
    }

    static Book<?> named(String name) {
        return ALL.stream().filter(book -> book.name().equals(name)).findFirst().orElseThrow();
    }
}
