package io.rowlock.command.waitingroom.entrance;

import static org.awaitility.Awaitility.await;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ConcertCommand.AnnounceConcert;
import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.api.catalogue.ScheduleCommand.OpenSchedule;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.catalogue.Section;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.command.Instance;
import io.rowlock.command.platform.Marks;
import io.rowlock.command.platform.commands.Commands;
import io.rowlock.command.waitingroom.room.Rooms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts evenings on sale for tests, with or without a waiting room. */
final class Evenings {
    static final OrganiserId OPERA = new OrganiserId("usr-opera");

    /** Two grades: ten seats at 150000 and ten at 80000. */
    private static final List<Section> SECTIONS = List.of(
            new Section("A", "Stalls", 1, 10, new Money(150_000, "KRW")),
            new Section("B", "Balcony", 1, 10, new Money(80_000, "KRW")));

    /** Its sale opens then, and its room with it; there is a room when this returns. */
    static ScheduleId gated(Instance instance, Instant opensAt) {
        var evening = evening(instance, opensAt, opensAt.plus(Duration.ofDays(30)), true);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> instance.part(Rooms.class).of(evening), Optional::isPresent);
        return evening;
    }

    static ScheduleId gatedUntil(Instance instance, Instant salesCloseAt) {
        var evening = evening(instance, salesCloseAt.minus(Duration.ofDays(1)), salesCloseAt, true);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> instance.part(Rooms.class).of(evening), Optional::isPresent);
        return evening;
    }

    static ScheduleId open(Instance instance, Instant opensAt) {
        return evening(instance, opensAt, opensAt.plus(Duration.ofDays(30)), false);
    }

    static Instant soon(Duration in) {
        return Instant.ofEpochMilli(Instant.now().plus(in).toEpochMilli());
    }

    private static ScheduleId evening(Instance instance, Instant opensAt, Instant closesAt, boolean gated) {
        var marks = instance.part(Marks.class);
        var concert = new ConcertId("con-" + marks.next());
        var evening = new ScheduleId("sch-" + marks.next());
        var commands = instance.part(Commands.class);
        commands.carryOut(new AnnounceConcert(concert, OPERA, "Tosca", "The City Opera", "Three acts"));
        commands.carryOut(new OpenSchedule(
                evening,
                concert,
                OPERA,
                new ScheduleTerms(
                        "The Old House",
                        closesAt.plus(Duration.ofDays(1)),
                        opensAt,
                        closesAt,
                        closesAt,
                        4,
                        Duration.ofMinutes(8),
                        Duration.ofMinutes(16),
                        gated,
                        SECTIONS)));
        return evening;
    }

    private Evenings() {}
}
