package io.rowlock.command.waitingroom.gate;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.rowlock.api.IdText;
import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.catalogue.Section;
import io.rowlock.api.hold.HoldId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.seat.SeatId;
import io.rowlock.api.seat.SeatName;
import io.rowlock.api.waitingroom.RoomId;
import io.rowlock.api.waitingroom.RoomPolicy;
import io.rowlock.api.waitingroom.WithoutRedis;
import io.rowlock.api.wallet.WalletId;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of each command there is, found in the vocabulary and not listed by hand: whoever writes a new one need not think of
 * this place.
 */
record EveryCommand(ScheduleId schedule, BuyerId buyer) {
    /** All records of all sealed families of commands. */
    static List<Class<?>> types() {
        return new ClassFileImporter()
                .importPackagesOf(IdText.class).stream()
                        .filter(JavaClass::isInterface)
                        .filter(it -> it.getSimpleName().endsWith("Command"))
                        .map(JavaClass::reflect)
                        .flatMap(EveryCommand::members)
                        .toList();
    }

    private static Stream<Class<?>> members(Class<?> family) {
        if (!family.isSealed()) {
            throw new IllegalStateException(family + " is not sealed, so nobody knows its commands");
        }
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(it -> it.isSealed() ? members(it) : Stream.of(it));
    }

    /** Every id and text is good, so that no command is refused for what it says before the gate has been asked. */
    Object of(Class<?> command) {
        return made(command);
    }

    private Object made(Class<?> type) {
        if (type == ScheduleId.class) {
            return schedule;
        }
        if (type == BuyerId.class) {
            return buyer;
        }
        if (type == HoldId.class) {
            return new HoldId(schedule, "9w3f");
        }
        if (type == SeatId.class) {
            return new SeatId(schedule, SeatName.of("A-1-1"));
        }
        if (type == SeatName.class) {
            return SeatName.of("A-1-1");
        }
        if (type == RoomId.class) {
            return new RoomId(schedule);
        }
        if (type == WalletId.class) {
            return new WalletId(buyer);
        }
        if (type == Money.class) {
            return new Money(1, "KRW");
        }
        if (type == RoomPolicy.class) {
            return new RoomPolicy(
                    1, 1, Duration.ofMinutes(1), false, null, 1, false, WithoutRedis.CLOSED, Duration.ZERO);
        }
        if (type == ScheduleTerms.class) {
            return terms();
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return type.isRecord() ? madeOfItsParts(type) : simple(type);
    }

    private static Object simple(Class<?> type) {
        if (type == String.class) {
            return "text";
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        throw new IllegalStateException("Teach this to make a " + type);
    }

    private Object madeOfItsParts(Class<?> record) {
        var parts = record.getRecordComponents();
        try {
            var constructor = record.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(Arrays.stream(parts)
                    .map(part -> part.getType() == List.class ? List.of(SeatName.of("A-1-1")) : made(part.getType()))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + record, e);
        }
    }

    private static ScheduleTerms terms() {
        return ScheduleTerms.of(
                "The Old House",
                Instant.EPOCH.plusSeconds(1),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                null,
                1,
                Duration.ofMinutes(8),
                null,
                false,
                List.of(new Section("A", "Stalls", 1, 1, new Money(1, "KRW"))));
    }
}
