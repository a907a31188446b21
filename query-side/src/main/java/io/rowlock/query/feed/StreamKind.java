package io.rowlock.query.feed;

import io.rowlock.api.catalogue.ConcertEvent;
import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.api.catalogue.ScheduleEvent;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.hold.AllowanceId;
import io.rowlock.api.hold.HoldEvent;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentEvent;
import io.rowlock.api.payment.ProviderTransaction;
import io.rowlock.api.payment.TransactionEvent;
import io.rowlock.api.seat.SeatEvent;
import io.rowlock.api.seat.SeatId;
import io.rowlock.api.waitingroom.RoomEvent;
import io.rowlock.api.waitingroom.RoomId;
import io.rowlock.api.wallet.WalletEvent;
import io.rowlock.api.wallet.WalletId;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of stream in the log: how their names look, what the log calls their writer, which events they carry. */
enum StreamKind {
    WAITING_ROOM("WaitingRoom", RoomEvent.class),
    WALLET("Wallet", WalletEvent.class),
    ALLOWANCE("Allowance", HoldEvent.class),
    SEAT("Seat", SeatEvent.class),
    CONCERT("Concert", ConcertEvent.class),
    SCHEDULE("Schedule", ScheduleEvent.class),
    PAYMENT_ORDER("PaymentOrder", PaymentEvent.class),
    TRANSACTION("Transaction", TransactionEvent.class);

    private final String aggregateType;
    private final Class<?> events;

    StreamKind(String aggregateType, Class<?> events) {
        this.aggregateType = aggregateType;
        this.events = events;
    }

    /** Told by the form of the name alone; empty for a name that no kind of stream bears. */
    static Optional<StreamKind> of(String stream) {
        return Arrays.stream(values()).filter(kind -> kind.names(stream)).findFirst();
    }

    static StreamKind carrying(Class<?> events) {
        return Arrays.stream(values())
                .filter(kind -> kind.events.equals(events))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No kind of stream carries " + events.getName()));
    }

    static Optional<StreamKind> writtenBy(String aggregateType) {
        return Arrays.stream(values())
                .filter(kind -> kind.aggregateType.equals(aggregateType))
                .findFirst();
    }

    static boolean knowsWriter(String aggregateType) {
        return Arrays.stream(values()).anyMatch(kind -> kind.aggregateType.equals(aggregateType));
    }

    String aggregateType() {
        return aggregateType;
    }

    private boolean names(String stream) {
        try {
            // Plain ids all look alike but for their beginnings.
            return switch (this) {
                case WAITING_ROOM -> RoomId.of(stream).toString().equals(stream);
                case WALLET -> WalletId.of(stream).toString().equals(stream);
                case ALLOWANCE -> AllowanceId.of(stream).toString().equals(stream);
                case SEAT -> SeatId.of(stream).toString().equals(stream);
                case CONCERT -> new ConcertId(stream).value().startsWith("con-");
                case SCHEDULE -> new ScheduleId(stream).value().startsWith("sch-");
                case PAYMENT_ORDER -> new OrderId(stream).value().startsWith("ord-");
                case TRANSACTION -> ProviderTransaction.of(stream).toString().equals(stream);
            };
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
