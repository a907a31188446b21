package io.rowlock.command.waitingroom.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Which rooms are kept where there are more than may be. */
@OnRealServers
class ActiveRoomsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final ScheduleId TOSCA = new ScheduleId("sch-tosca");
    private static final ScheduleId AIDA = new ScheduleId("sch-aida");
    private static final ScheduleId NORMA = new ScheduleId("sch-norma");

    private final ActiveRooms active;

    ActiveRoomsTest(Corner corner) {
        var database = corner.database("command");
        var connections = new DriverManagerDataSource(database.url(), database.user(), database.password());
        Flyway.configure()
                .dataSource(connections)
                .locations("classpath:db/command")
                .load()
                .migrate();
        var twoRooms = new RoomSettings(Duration.ofMillis(500), 1, 2, 1, 1, 1);
        active = new ActiveRooms(JdbcClient.create(connections), Clock.fixed(NOW, ZoneOffset.UTC), twoRooms);
    }

    @Test
    void the_rooms_that_open_first_are_kept_and_it_is_known_how_many_are_not() {
        active.write(AIDA, NOW.plus(DAY.multipliedBy(3)), NOW.plus(DAY.multipliedBy(4)));
        active.write(NORMA, NOW.plus(DAY.multipliedBy(2)), NOW.plus(DAY.multipliedBy(9)));
        assertThat(active.list()).isEqualTo(new ActiveRooms.Kept(List.of(NORMA, AIDA), 0));

        active.write(TOSCA, NOW.plus(DAY), NOW.plus(DAY.multipliedBy(30))); // opens first, and is over last
        assertThat(active.list()).isEqualTo(new ActiveRooms.Kept(List.of(TOSCA, NORMA), 1));

        active.open(AIDA, NOW);
        assertThat(active.list()).isEqualTo(new ActiveRooms.Kept(List.of(AIDA, TOSCA), 1));

        active.end(TOSCA, NOW);
        assertThat(active.list()).isEqualTo(new ActiveRooms.Kept(List.of(AIDA, NORMA), 0));
    }
}
