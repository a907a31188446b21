package io.rowlock.query.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@OnRealServers
@TestInstance(Lifecycle.PER_CLASS)
class DoubtsTest {
    private static final Book<?> SEATS = Book.ALL.getFirst();
    private static final Instant NOON = Instant.parse("2027-05-01T12:00:00Z");
    private static final Map<Integer, Long> ENDS = Map.of(0, 7L);
    private static final VerifierSettings SETTINGS = new Binder(
                    new MapConfigurationPropertySource(Map.of("rowlock.verifier.most-doubts", "3")))
            .bindOrCreate("rowlock.verifier", VerifierSettings.class);

    private final JdbcClient tables;

    DoubtsTest(Corner corner) {
        var database = corner.database("query");
        tables = JdbcClient.create(new DriverManagerDataSource(database.url(), database.user(), database.password()));
    }

    @BeforeAll
    void the_table_is_there() throws IOException {
        tables.sql(new ClassPathResource("db/query/V51__doubts.sql").getContentAsString(StandardCharsets.UTF_8))
                .update();
    }

    @BeforeEach
    void nobody_doubts_anything() {
        tables.sql("delete from verifier_doubt").update();
    }

    @Test
    void whoever_verifies_next_goes_on_with_what_was_not_decided() {
        var annas = at(NOON);
        annas.add(SEATS, List.of("a", "b", "c"), ENDS);
        assertThat(annas.takeDue(SEATS, 10)).isEmpty();

        var later = at(NOON.plus(SETTINGS.secondLook()));
        assertThat(later.books()).containsExactly(SEATS);
        assertThat(later.takeDue(SEATS, 10)).isEmpty();
        var bens = at(NOON);
        assertThat(bens.books()).containsExactly(SEATS);
        bens.decided(SEATS, List.of());
        assertThat(known()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void what_is_taken_is_known_until_it_is_decided() {
        var clock = new Hands();
        var doubts = new Doubts(tables, SETTINGS, clock);
        doubts.add(SEATS, List.of("a", "b"), ENDS);
        clock.now = clock.now.plus(SETTINGS.secondLook()).minusMillis(1);
        assertThat(doubts.takeDue(SEATS, 10)).isEmpty();
        clock.now = clock.now.plusMillis(1);
        assertThat(doubts.takeDue(SEATS, 1)).containsOnlyKeys("a");
        assertThat(known()).containsExactlyInAnyOrder("a", "b");

        assertThat(doubts.takeDue(SEATS, 1)).containsOnlyKeys("b");
        doubts.later(SEATS, "b", ENDS);
        doubts.decided(SEATS, List.of("a", "b"));
        assertThat(known()).containsExactly("b");
        assertThat(doubts.takeDue(SEATS, 1)).isEmpty();
        clock.now = clock.now.plus(SETTINGS.secondLook());
        assertThat(doubts.takeDue(SEATS, 1)).containsEntry("b", new Doubts.Waiting(clock.now, ENDS));
    }

    @Test
    void no_more_wait_than_there_is_room_for() {
        var doubts = at(NOON);
        doubts.add(SEATS, List.of("a", "b"), ENDS);
        doubts.add(SEATS, List.of("b", "c", "d"), ENDS);
        doubts.add(SEATS, List.of("e"), ENDS);
        assertThat(known()).containsExactlyInAnyOrder("a", "b", "c");
    }

    private List<String> known() {
        return tables.sql("select stream from verifier_doubt")
                .query((row, _) -> row.getString("stream"))
                .list();
    }

    private Doubts at(Instant now) {
        return new Doubts(tables, SETTINGS, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** A clock whose hands are moved by the test. */
    private static final class Hands extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
