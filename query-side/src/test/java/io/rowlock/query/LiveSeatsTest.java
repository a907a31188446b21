package io.rowlock.query;

import static io.rowlock.query.Sale.ANNA;
import static io.rowlock.query.Sale.BEN;
import static io.rowlock.query.Sale.FAR_OFF;
import static io.rowlock.query.Sale.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.feed.Position;
import io.rowlock.testing.Corner;
import io.rowlock.testing.EventStreams;
import io.rowlock.testing.OnRealServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

/** What changes on a seat map is told to those who stay: all of it, once, and in order, by every instance. */
@OnRealServers
@TestInstance(Lifecycle.PER_CLASS)
class LiveSeatsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String AT_LEAST = Position.AT_LEAST_HEADER;
    private static final int MOST_STREAMS = 100;

    private Log log;
    private Running north;
    private Running south;
    private EventStreams streams;

    /** Two that share the rows and the topic. */
    @BeforeAll
    void start(Corner corner) throws Exception {
        log = Log.in(corner, 4);
        north = running(corner, "north");
        south = running(corner, "south");
        streams = new EventStreams();
    }

    private static Running running(Corner corner, String name) {
        return Running.in(
                corner,
                "--rowlock.feed.instance=" + name,
                "--rowlock.feed.claim-timeout=2s",
                "--rowlock.feed.at-least.patience=10s",
                "--rowlock.seatmap.recheck-every=5s",
                "--rowlock.seatmap.first-look-waits=5s",
                "--rowlock.seatmap.changes-kept=5000",
                "--rowlock.seatmap.streams.most=" + MOST_STREAMS,
                "--rowlock.seatmap.streams.alive-every=500ms",
                "--rowlock.seatmap.streams.resume-within=5s");
    }

    @AfterAll
    void close() {
        streams.close();
        south.close();
        north.close();
        log.close();
    }

    @Test
    void fifty_onlookers_are_told_every_change_once_and_in_order_though_they_go_and_come_back_to_either_instance()
            throws Exception {
        var sale = Sale.of("crowd");
        var position = log.append(sale.opened(section("A", 10, 20)));
        var cursor = map(north, sale, position).at("/cursor").asString();
        var crowd = IntStream.range(0, 50)
                .mapToObj(_ -> new Onlooker(streams, cursor))
                .toList();
        crowd.forEach(it -> it.looksAt(crowd.indexOf(it) % 2 == 0 ? north : south, "sch-crowd"));

        var expected = new HashMap<String, String>();
        for (int wave = 0; wave < 20; wave++) {
            for (int seat = 0; seat < 40; seat++) {
                var name = "A-" + (seat % 10 + 1) + "-" + (seat / 10 + 1);
                log.append(sale.held(ANNA, "w" + wave, FAR_OFF, name).getLast());
                log.append(sale.released(ANNA, "w" + wave, name).getLast());
                expected.merge(name, "HA", String::concat);
            }
            for (int i = wave; i < crowd.size(); i += 10) {
                crowd.get(i).goesAway();
                crowd.get(i).looksAt((i / 10 + wave) % 2 == 0 ? north : south, "sch-crowd");
            }
        }
        within(() -> assertThat(crowd).allSatisfy(it -> {
            assertThat(it.status()).isEqualTo(200);
            assertThat(it.startAgain()).isEmpty();
            assertThat(it.isAway()).isFalse();
            assertThat(it.told()).isEqualTo(expected);
        }));
        assertThat(crowd).allSatisfy(it -> {
            assertThat(it.messages())
                    .extracting(message -> message.at("/version").asLong())
                    .last()
                    .isEqualTo(1_600L);
        });
        crowd.forEach(Onlooker::goesAway);
    }

    @Test
    void who_comes_back_to_an_instance_where_nobody_looked_before_is_told_what_happened_meanwhile() throws Exception {
        var sale = Sale.of("other");
        var position = log.append(sale.opened(section("A", 1, 5)));
        var anna =
                new Onlooker(streams, map(north, sale, position).at("/cursor").asString());
        anna.looksAt(north, "sch-other");
        log.append(sale.held(BEN, "one", FAR_OFF, "A-1-1"));
        within(() -> assertThat(anna.told()).containsOnly(Map.entry("A-1-1", "H")));
        anna.goesAway();

        log.append(sale.held(BEN, "two", FAR_OFF, "A-1-2"));
        log.append(sale.sold(BEN, "one", "A-1-1"));
        log.append(sale.released(BEN, "two", "A-1-2"));
        within(() -> assertThat(south.count("seat where seat_id like 'sch-other/%' and seen = 1"))
                .isEqualTo(2));
        anna.looksAt(south, "sch-other");
        within(() -> assertThat(anna.told())
                .as("told by the other, which answered %d and %s", anna.status(), anna.startAgain())
                .containsOnly(Map.entry("A-1-1", "HS"), Map.entry("A-1-2", "HA")));
        anna.goesAway();
    }

    @Test
    void a_hold_that_lapses_is_told_though_nothing_is_announced_and_is_not_told_again_when_it_is() throws Exception {
        var sale = Sale.of("lapse");
        var position = log.append(sale.opened(section("A", 1, 2)));
        var anna =
                new Onlooker(streams, map(north, sale, position).at("/cursor").asString());
        anna.looksAt(north, "sch-lapse");
        var until = Instant.now().plus(Duration.ofSeconds(6));
        log.append(sale.held(BEN, "short", until, "A-1-1"));
        within(() -> assertThat(anna.told()).containsEntry("A-1-1", "H"));
        assertThat(Instant.now()).isBefore(until);
        within(() -> assertThat(anna.told()).containsEntry("A-1-1", "HA"));
        assertThat(Instant.now()).isAfterOrEqualTo(until);

        log.append(sale.lapsed(BEN, "short", "A-1-1"));
        log.append(sale.held(BEN, "last", FAR_OFF, "A-1-2"));
        within(() -> assertThat(anna.told()).containsOnly(Map.entry("A-1-1", "HA"), Map.entry("A-1-2", "H")));
        anna.goesAway();
    }

    @Test
    void the_map_of_an_instance_that_projects_nothing_is_as_new_as_the_others() throws Exception {
        var sale = Sale.of("both");
        map(south, sale, log.append(sale.opened(section("A", 1, 3))));
        for (int i = 1; i <= 3; i++) {
            var held = log.append(sale.held(ANNA, "both-" + i, FAR_OFF, "A-1-" + i));
            for (var app : List.of(north, south)) {
                var map = map(app, sale, held);
                assertThat(map.at("/version").asLong()).isEqualTo(i);
                assertThat(map.at("/sections/0/states").asString())
                        .isEqualTo("HHH".substring(0, i) + "AAA".substring(i));
            }
        }
        // The tag changes from time to time: not at the same instant on both.
        within(() -> assertThat(north.get("/api/schedules/sch-both/seats").header("ETag"))
                .isEqualTo(south.get("/api/schedules/sch-both/seats").header("ETag")));
    }

    @Test
    void a_board_that_differs_from_the_rows_is_put_right_and_those_who_look_are_told() throws Exception {
        var sale = Sale.of("wrong");
        map(north, sale, log.append(sale.opened(section("A", 1, 2))));
        var position = log.append(sale.held(BEN, "wrong", FAR_OFF, "A-1-1"));
        var anna =
                new Onlooker(streams, map(north, sale, position).at("/cursor").asString());
        anna.looksAt(north, "sch-wrong");
        within(() -> assertThat(anna.messages()).isNotEmpty());

        north.tables()
                .sql("update seat set state = 'SOLD', held_until = null where seat_id = 'sch-wrong/A-1-1'")
                .update();
        within(() -> assertThat(anna.told()).containsOnly(Map.entry("A-1-1", "S")));
        assertThat(map(north, sale, position).at("/sections/0/states").asString())
                .isEqualTo("SA");
        assertThat(metric(north, "rowlock_seatmap_corrected_total")).isGreaterThanOrEqualTo(1);
        anna.goesAway();
    }

    @Test
    void what_comes_back_with_a_place_that_is_not_kept_has_to_start_again() throws Exception {
        var sale = Sale.of("again");
        var position = log.append(sale.opened(section("A", 100, 60)));
        map(north, sale, position);
        // The epoch's first second, and a place that the topic will not reach.
        var longAgo = base64("1 0 0 0 0 0");
        var toCome = base64(Instant.now().getEpochSecond() + " 0 9000000 9000000 9000000 9000000");
        for (var cursor : List.of(longAgo, toCome)) {
            var anna = new Onlooker(streams, cursor).looksAt(north, "sch-again");
            within(() -> assertThat(anna.isAway()).isTrue());
            assertThat(anna.startAgain()).startsWith("What you were told last");
            assertThat(anna.messages()).isEmpty();
            assertThat(anna.cursor())
                    .as("so that a browser does not go on from elsewhere")
                    .isEqualTo(cursor);
        }
        var nonsense = north.get("/api/schedules/sch-again/seats/stream?from=nonsense");
        assertThat(nonsense.status()).isEqualTo(400);
        assertThat(nonsense.json().at("/errors/0/field").asString()).isEqualTo("from");
        assertThat(north.get("/api/schedules/sch-nowhere/seats/stream").status())
                .isEqualTo(404);
    }

    @Test
    void who_begins_without_a_place_begins_now() throws Exception {
        var sale = Sale.of("now");
        map(north, sale, log.append(sale.opened(section("A", 1, 2))));
        var position = log.append(sale.held(BEN, "before", FAR_OFF, "A-1-1"));
        map(south, sale, position);
        var anna = new Onlooker(streams, "").looksAt(south, "sch-now");
        within(() -> assertThat(anna.messages()).hasSize(1));
        assertThat(anna.messages().getFirst().toString()).isEqualTo("{\"version\":1,\"changes\":[]}");
        assertThat(anna.cursor()).isNotEmpty();
        anna.goesAway();
    }

    @Test
    void who_asks_only_about_the_stream_is_answered_at_once_and_takes_no_place() throws Exception {
        var sale = Sale.of("about");
        map(south, sale, log.append(sale.opened(section("A", 1, 1))));
        var about = south.head("/api/schedules/sch-about/seats/stream");
        assertThat(about.status()).isEqualTo(200);
        assertThat(about.header("Content-Type")).startsWith("text/event-stream");
        assertThat(south.head("/api/schedules/sch-nowhere/seats/stream").status())
                .isEqualTo(404);
    }

    @Test
    void no_more_streams_are_served_than_may_be() throws Exception {
        var sale = Sale.of("many");
        var position = log.append(sale.opened(section("A", 1, 1)));
        map(south, sale, position);
        // Those who went away are noticed when they are written to.
        within(() -> assertThat(metric(south, "rowlock_seatmap_streams ")).isZero());
        var crowd = IntStream.range(0, MOST_STREAMS)
                .mapToObj(_ -> new Onlooker(streams, "").looksAt(south, "sch-many"))
                .toList();
        within(() -> assertThat(crowd).allSatisfy(it -> assertThat(it.status()).isEqualTo(200)));
        var refused = south.get("/api/schedules/sch-many/seats/stream");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().at("/type").asString()).isEqualTo("/problems/too-many-streams");
        assertThat(refused.header("Retry-After")).isEqualTo("10");
        crowd.forEach(Onlooker::goesAway);
    }

    private static JsonNode map(Running app, Sale sale, Position atLeast) throws IOException, InterruptedException {
        var answer = app.get("/api/schedules/" + sale.schedule() + "/seats", AT_LEAST, atLeast.encoded());
        assertThat(answer.status()).as(sale.schedule().value()).isEqualTo(200);
        return answer.json();
    }

    private static double metric(Running app, String name) throws IOException, InterruptedException {
        var lines = new String(app.get("/actuator/prometheus").response().body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(name))
                .toList();
        assertThat(lines).as(name).isNotEmpty();
        return lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void within(ThrowingRunnable holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(holds);
    }
}
