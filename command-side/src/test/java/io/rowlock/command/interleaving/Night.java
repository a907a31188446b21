package io.rowlock.command.interleaving;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ConcertCommand.AnnounceConcert;
import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.api.catalogue.ScheduleCommand.OpenSchedule;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.catalogue.Section;
import io.rowlock.api.hold.HoldCommand.HoldSeats;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.api.payment.OrderId;
import io.rowlock.api.payment.PaymentCommand.HearOfPayment;
import io.rowlock.api.seat.SeatName;
import io.rowlock.command.platform.commands.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.AggregateNotFoundException;

/** One evening with four seats, and what its few buyers hold of it. */
final class Night {
    static final int SEATS = 4;
    static final int BUYERS = 3;
    static final int LIMIT = 3;
    static final Duration HOLD_FOR = Duration.ofMinutes(8);
    static final Money PRICE = new Money(100, "KRW");
    static final OrganiserId OPERA = new OrganiserId("usr-opera");

    private static final AtomicInteger NIGHTS = new AtomicInteger();

    private final House house;
    private final int number = NIGHTS.incrementAndGet();
    private final ScheduleId schedule = new ScheduleId("sch-" + number);
    private final long writtenBefore;
    private final List<Held> holds = new ArrayList<>();

    /** A hold that was asked for, whether or not it was granted. */
    record Held(HoldId id, BuyerId buyer, int seats) {
        OrderId order() {
            return OrderId.payingFor(id);
        }

        Money total() {
            return new Money(PRICE.amount() * seats, PRICE.currency());
        }
    }

    Night(House house) {
        this.house = house;
        writtenBefore = house.log()
                .sql("SELECT coalesce(max(global_index), 0) FROM domain_event")
                .query(Long.class)
                .single();
        var now = house.clock().instant();
        var concert = new ConcertId("con-" + number);
        ask(new AnnounceConcert(concert, OPERA, "Tosca", "The City Opera", ""));
        ask(new OpenSchedule(
                schedule,
                concert,
                OPERA,
                new ScheduleTerms(
                        "The Old House",
                        now.plus(Duration.ofDays(9)),
                        now.minus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(8)),
                        now.plus(Duration.ofDays(7)),
                        LIMIT,
                        HOLD_FOR,
                        HOLD_FOR.multipliedBy(2),
                        false,
                        List.of(new Section("A", "Stalls", 1, SEATS, PRICE)))));
    }

    House house() {
        return house;
    }

    ScheduleId schedule() {
        return schedule;
    }

    long writtenBefore() {
        return writtenBefore;
    }

    /** How the names of its streams look; those of other nights may still be written to. */
    String[] streams() {
        return new String[] {"" + schedule, schedule + "/%", "ord-" + number + "-%", "wallet/usr-" + number + "-%"};
    }

    BuyerId buyer(int index) {
        return new BuyerId("usr-" + number + "-" + index);
    }

    /** Each bit stands for a seat. */
    void hold(int buyer, int seats) {
        var names = IntStream.range(0, SEATS)
                .filter(seat -> (seats & (1 << seat)) != 0)
                .mapToObj(seat -> new SeatName("A", 1, seat + 1))
                .toList();
        var held = new Held(new HoldId(schedule, number + "-" + holds.size()), buyer(buyer), names.size());
        if (ask(new HoldSeats(held.id(), held.buyer(), names))) {
            holds.add(held);
        }
    }

    /** The newest of a buyer's is 0. */
    Optional<Held> held(int buyer, int age) {
        var theirs =
                holds.stream().filter(it -> it.buyer().equals(buyer(buyer))).toList();
        return theirs.isEmpty() ? Optional.empty() : Optional.of(theirs.get(theirs.size() - 1 - age % theirs.size()));
    }

    List<Held> holds() {
        return holds;
    }

    /** Whether it was done, and not refused. */
    boolean ask(Object command) {
        try {
            house.commands().sendAndWait(command);
            return true;
        } catch (Refusal | AggregateNotFoundException refused) {
            return false;
        }
    }

    /** Providers see to it that we have heard of every payment in the end. */
    void hearOfEverything() {
        house.provider().cutTheLine(0);
        for (var held : holds) {
            for (var payment : house.provider().paymentsFor(held.order())) {
                ask(new HearOfPayment(held.order(), payment));
            }
        }
    }
}
