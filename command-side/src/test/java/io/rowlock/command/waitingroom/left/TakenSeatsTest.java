package io.rowlock.command.waitingroom.left;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.seat.SeatId;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** How long it is remembered which seats could not be had. */
@OnRealServers
class TakenSeatsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ScheduleId TOSCA = new ScheduleId("sch-tosca");
    private static final ScheduleId AIDA = new ScheduleId("sch-aida");

    private final JdbcClient sql;
    private final TakenSeats taken;

    TakenSeatsTest(Corner corner) {
        var database = corner.database("command");
        var connections = new DriverManagerDataSource(database.url(), database.user(), database.password());
        Flyway.configure()
                .dataSource(connections)
                .locations("classpath:db/command")
                .load()
                .migrate();
        sql = JdbcClient.create(connections);
        taken = new TakenSeats(new JdbcTemplate(connections), sql);
    }

    @Test
    void seats_of_an_evening_that_is_long_over_are_forgotten_and_others_are_not() {
        overAt(TOSCA, NOON.minusSeconds(1));
        overAt(AIDA, NOON);
        taken.write(List.of(SeatId.of(TOSCA + "/A-1-1"), SeatId.of(AIDA + "/A-1-1")));

        taken.forgetEveningsOverBefore(NOON);

        assertThat(taken.bySection(TOSCA)).isEmpty();
        assertThat(taken.bySection(AIDA)).isEqualTo(Map.of("A", 1L));
    }

    private void overAt(ScheduleId evening, Instant time) {
        sql.sql("INSERT INTO waiting_room (schedule_id, opens_at, over_at) VALUES (?, ?, ?)")
                .param(evening.value())
                .param(time.atOffset(ZoneOffset.UTC))
                .param(time.atOffset(ZoneOffset.UTC))
                .update();
    }
}
