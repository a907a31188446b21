package io.rowlock.query;

import static io.rowlock.query.Sale.ANNA;
import static io.rowlock.query.Sale.BEN;
import static io.rowlock.query.Sale.FAR_OFF;
import static io.rowlock.query.Sale.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.api.seat.SeatEvent.SeatHeld;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** An event that cannot be projected stops its own stream, is kept, and is tried again. */
@OnRealServers
@TestInstance(Lifecycle.PER_CLASS)
class DeadLettersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Person OLIVIA = Person.operator("olivia");

    private Log log;
    private Running app;

    @BeforeAll
    void dead_letters_are_tried_again_every_half_second(Corner corner) throws Exception {
        log = Log.in(corner, 3);
        app = Running.in(
                corner, "--rowlock.feed.dead-letters.retry-every=500ms", "--rowlock.feed.dead-letters.pause=500ms");
    }

    @AfterAll
    void close() {
        app.close();
        log.close();
    }

    @Test
    void an_event_that_cannot_be_read_stops_its_own_seat_alone() {
        var sale = Sale.of("garbled");
        var first = new SeatHeld(sale.seat("A-1-1"), sale.hold("one"), ANNA, Sale.PRICE, FAR_OFF);
        var other = new SeatHeld(sale.seat("A-1-2"), sale.hold("one"), ANNA, Sale.PRICE, FAR_OFF);
        log.append(first, other);
        log.appendGarbled(first, "{\"seatId\": 17");
        log.append(sale.sold(ANNA, "one", "A-1-1", "A-1-2").subList(1, 3));

        seat("garbled/A-1-2", "SOLD", 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(letters("seatmap", "sch-garbled/A-1-1"))
                        .as("the garbled event, and the sale behind it")
                        .isEqualTo(2));
        seat("garbled/A-1-1", "HELD", 0);
    }

    @Test
    void an_event_of_a_type_from_the_future_waits_for_a_version_that_knows_it() {
        var sale = Sale.of("future");
        log.appendFromTheFuture(new SeatHeld(sale.seat("A-1-1"), sale.hold("one"), ANNA, Sale.PRICE, FAR_OFF));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(letters("seatmap", "sch-future/A-1-1")).isEqualTo(1));
    }

    @Test
    void a_record_that_is_no_event_is_kept_under_its_stream() {
        log.appendNoise("sch-noise/A-1-1");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(letters("seatmap", "sch-noise/A-1-1")).isEqualTo(1));
    }

    @Test
    void a_record_that_belongs_to_nothing_is_counted() {
        var before = counter("rowlock.feed.unreadable");
        log.appendNoise("whatever");

        // Each of the four projections reads the topic for itself.
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(counter("rowlock.feed.unreadable")).isGreaterThanOrEqualTo(before + 4));
    }

    @Test
    void an_event_that_the_database_refuses_stops_its_own_stream_alone_and_goes_through_once_it_may() {
        app.tables()
                .sql("alter table seat add constraint no_thirteen check (seat_number <> 13)")
                .update();
        var sale = Sale.of("refused");
        log.append(sale.held(ANNA, "before", FAR_OFF, "A-1-12"));
        log.append(sale.held(ANNA, "unlucky", FAR_OFF, "A-1-13"));
        log.append(sale.sold(ANNA, "unlucky", "A-1-13"));
        log.append(sale.held(BEN, "after", FAR_OFF, "A-1-14"));

        seat("refused/A-1-12", "HELD", 0);
        seat("refused/A-1-14", "HELD", 0);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(letters("seatmap", "sch-refused/A-1-13")).isEqualTo(2));

        app.tables().sql("alter table seat drop constraint no_thirteen").update();
        seat("refused/A-1-13", "SOLD", 1);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(letters("seatmap", "sch-refused/A-1-13")).isZero());
    }

    @Test
    void an_event_whose_predecessors_never_came_is_not_folded() {
        var sale = Sale.of("hole");
        log.appendAgain(new SeatHeld(sale.seat("A-1-1"), sale.hold("one"), ANNA, Sale.PRICE, FAR_OFF), 3);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(letters("seatmap", "sch-hole/A-1-1")).isEqualTo(1));
        assertThat(app.count("seat where schedule_id = 'sch-hole'")).isZero();
    }

    @Test
    void an_event_that_comes_twice_changes_nothing_and_is_counted() {
        var sale = Sale.of("twice");
        var before = counter("rowlock.projection.skipped");
        var opened = sale.opened(section("A", 1, 1));
        log.append(opened);
        log.append(sale.held(ANNA, "one", FAR_OFF, "A-1-1"));
        log.append(sale.released(ANNA, "one", "A-1-1"));
        seat("twice/A-1-1", "RELEASED", 1);

        log.appendAgain(new SeatHeld(sale.seat("A-1-1"), sale.hold("one"), ANNA, Sale.PRICE, FAR_OFF), 0);
        log.appendAgain(opened, 0);
        // The seat's projection skips one, and those of the plan and of the catalogue one each.
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(counter("rowlock.projection.skipped")).isEqualTo(before + 3));
        seat("twice/A-1-1", "RELEASED", 1);
    }

    @Test
    void an_operator_sees_what_stands_still_has_it_tried_and_does_without_it() {
        var sale = Sale.of("discarded");
        var held = new SeatHeld(sale.seat("A-1-1"), sale.hold("one"), ANNA, Sale.PRICE, FAR_OFF);
        log.append(held);
        log.appendGarbled(held, "{\"seatId\": 17");
        log.append(sale.sold(ANNA, "one", "A-1-1").get(1));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(letters("seatmap", "sch-discarded/A-1-1")).isEqualTo(2));

        var letter = OLIVIA.get(at(), "/api/feed/seatmap/dead-letters?size=100")
                .json()
                .at("/items")
                .valueStream()
                .filter(it -> it.at("/stream").asString().equals("sch-discarded/A-1-1"))
                .findFirst()
                .orElseThrow();
        assertThat(letter.at("/sequence").asLong()).isEqualTo(1);
        assertThat(letter.at("/waiting").asLong()).isEqualTo(1);
        assertThat(letter.at("/tries").asLong()).isPositive();
        assertThat(letter.at("/cause").asString()).startsWith("This version cannot read it.");
        var address = "/api/feed/seatmap/dead-letters/" + letter.at("/letterId").asString();
        assertThat(OLIVIA.get(at(), address).at("/payload")).contains("17");

        // Now and then it is being tried just then, and nothing is kept of a try that was none.
        await().atMost(PATIENCE).untilAsserted(() -> {
            var tried = OLIVIA.post(at(), address + "/retry", "");
            assertThat(tried.status()).as(tried.body()).isEqualTo(200);
            assertThat(tried.at("/projected")).isEqualTo("false");
            assertThat(tried.at("/left")).isEqualTo("2");
        });

        var behind = "/api/feed/seatmap/dead-letters/"
                + app.tables()
                        .sql("select dead_letter_id from dead_letter_entry"
                                + " where sequence_identifier = 'sch-discarded/A-1-1' and sequence_number = 2")
                        .query(String.class)
                        .single();
        var why = "{\"reason\": \"written by a version that never was\"}";
        assertThat(OLIVIA.post(at(), behind + "/discard", why).problem()).isEqualTo("letter-waits-behind-another");
        assertThat(OLIVIA.post(at(), address + "/discard", "{\"reason\": \" \"}")
                        .status())
                .isEqualTo(400);

        // Now and then it is being tried just then.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                OLIVIA.post(at(), address + "/discard", why).at("/streamGoesOn"))
                        .isEqualTo("true"));
        seat("discarded/A-1-1", "SOLD", 2);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(letters("seatmap", "sch-discarded/A-1-1")).isZero());
        assertThat(OLIVIA.post(at(), address + "/discard", why).problem()).isEqualTo("letter-not-found");

        var done = OLIVIA.get(at(), "/api/feed/actions?size=100")
                .json()
                .at("/actions")
                .valueStream()
                .filter(it -> it.at("/stream").asString().equals("sch-discarded/A-1-1"))
                .toList();
        assertThat(done)
                .extracting(it -> it.at("/what").asString())
                .containsExactly("LETTER_DISCARDED", "LETTER_RETRIED");
        assertThat(done.getFirst().at("/by").asString()).isEqualTo(OLIVIA.id());
        assertThat(done.getFirst().at("/reason").asString()).isEqualTo("written by a version that never was");
        assertThat(done.getFirst().at("/sequence").asLong()).isEqualTo(1);
    }

    @Test
    void an_event_that_its_stream_begins_with_is_done_without_and_what_builds_on_it_waits() {
        var sale = Sale.of("beginning");
        log.appendGarbled(new SeatHeld(sale.seat("A-1-1"), sale.hold("one"), ANNA, Sale.PRICE, FAR_OFF), "{");
        log.append(sale.sold(ANNA, "one", "A-1-1").get(1));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(letters("seatmap", "sch-beginning/A-1-1")).isEqualTo(2));
        var first = app.tables()
                .sql("select dead_letter_id from dead_letter_entry"
                        + " where sequence_identifier = 'sch-beginning/A-1-1' and sequence_number = 0")
                .query(String.class)
                .single();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(OLIVIA.post(
                                        at(),
                                        "/api/feed/seatmap/dead-letters/" + first + "/discard",
                                        "{\"reason\": \"never mind\"}")
                                .at("/streamGoesOn"))
                        .isEqualTo("false"));
        assertThat(app.count("seat where schedule_id = 'sch-beginning'")).isZero();
        assertThat(letters("seatmap", "sch-beginning/A-1-1")).isEqualTo(1);
    }

    @Test
    void a_letter_that_somebody_else_is_trying_is_not_said_to_have_failed_again() {
        var sale = Sale.of("tried");
        log.appendGarbled(new SeatHeld(sale.seat("A-1-1"), sale.hold("one"), ANNA, Sale.PRICE, FAR_OFF), "{");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(letters("seatmap", "sch-tried/A-1-1")).isEqualTo(1));
        // As another instance does for as long as it tries it.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(app.tables()
                                .sql(
                                        "update dead_letter_entry set processing_started = now()"
                                                + " where sequence_identifier = 'sch-tried/A-1-1' and processing_started is null")
                                .update())
                        .isEqualTo(1));
        var letter = app.tables()
                .sql("select dead_letter_id from dead_letter_entry where sequence_identifier = 'sch-tried/A-1-1'")
                .query(String.class)
                .single();
        assertThat(OLIVIA.post(at(), "/api/feed/seatmap/dead-letters/" + letter + "/retry", "")
                        .problem())
                .isEqualTo("letter-being-tried");
        assertThat(app.count("feed_action where stream = 'sch-tried/A-1-1'")).isZero();
    }

    @Test
    void a_buyer_s_stream_does_not_miss_an_event_that_is_done_without() {
        var sale = Sale.of("unmissed");
        var held = sale.held(ANNA, "one", FAR_OFF, "A-1-1").getFirst();
        log.append(held);
        log.appendGarbled(held, "{");
        log.append(sale.released(ANNA, "one", "A-1-1").getFirst());
        var stream = "sch-unmissed/buyer/" + ANNA;
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(letters("reservations", stream)).isEqualTo(2));
        await().atMost(PATIENCE).untilAsserted(() -> {
            var first = app.tables()
                    .sql("select dead_letter_id from dead_letter_entry where sequence_identifier = ?"
                            + " and sequence_number = 1")
                    .param(stream)
                    .query(String.class)
                    .single();
            assertThat(OLIVIA.post(
                                    at(),
                                    "/api/feed/reservations/dead-letters/" + first + "/discard",
                                    "{\"reason\": \"never mind\"}")
                            .at("/streamGoesOn"))
                    .isEqualTo("true");
        });
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(app.count("seat_hold where state = 'RELEASED' and stream = '" + stream + "'"))
                                .isEqualTo(1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(letters("reservations", stream)).isZero());
    }

    @Test
    void nobody_but_operators_deals_with_dead_letters() {
        for (var person : List.of(Person.buyer("ben"), Person.organiser("olga"), Person.auditor("arthur"))) {
            assertThat(person.get(at(), "/api/feed").status()).isEqualTo(403);
            assertThat(person.get(at(), "/api/feed/seatmap/dead-letters").status())
                    .isEqualTo(403);
            assertThat(person.get(at(), "/api/feed/actions").status()).isEqualTo(403);
            assertThat(person.post(at(), "/api/feed/seatmap/dead-letters/x/retry", "")
                            .status())
                    .isEqualTo(403);
            assertThat(person.post(at(), "/api/feed/findings/1/repair", "").status())
                    .isEqualTo(403);
        }
        assertThat(OLIVIA.get(at(), "/api/feed/nothing/dead-letters").problem()).isEqualTo("projection-not-found");
        assertThat(OLIVIA.post(at(), "/api/feed/seatmap/dead-letters/x/retry", "")
                        .problem())
                .isEqualTo("letter-not-found");
    }

    @Test
    void the_feed_says_that_nobody_verifies_where_the_log_is_not_known() {
        var feed = OLIVIA.get(at(), "/api/feed");
        assertThat(feed.status()).isEqualTo(200);
        assertThat(feed.at("/verifier/on")).isEqualTo("false");
        assertThat(feed.json().at("/projections").propertyNames())
                .containsExactlyInAnyOrder("catalogue", "payments", "reservations", "seatmap", "wallet");
        assertThat(feed.json().at("/projections/seatmap/segments").size()).isEqualTo(4);
    }

    private URI at() {
        return URI.create(app.address());
    }

    private void seat(String stream, String state, long seen) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(app.count("seat where seat_id = 'sch-%s' and state = '%s' and seen = %d"
                                .formatted(stream, state, seen)))
                        .as("seat " + stream + " is " + state)
                        .isEqualTo(1));
    }

    private long letters(String group, String stream) {
        return app.count("dead_letter_entry where processing_group = '%s' and sequence_identifier = '%s'"
                .formatted(group, stream));
    }

    private double counter(String name) {
        return app.bean(MeterRegistry.class).get(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
