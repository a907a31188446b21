package io.rowlock.command.waitingroom.entrance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.waitingroom.RoomCommand.GiveUpPlaces;
import io.rowlock.api.waitingroom.RoomId;
import io.rowlock.command.Instance;
import io.rowlock.command.platform.commands.Commands;
import io.rowlock.command.waitingroom.entrance.Listener.Told;
import io.rowlock.command.waitingroom.queue.Queue;
import io.rowlock.command.waitingroom.room.Commitments;
import io.rowlock.command.waitingroom.room.Rooms;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnRealServers
class StreamsTest {
    private static final int MOST = 1_000;
    private static final Person OTTO = Person.operator("otto");
    private static final Person ANNA = Person.buyer("anna");
    private static final Duration SOON = Duration.ofSeconds(20);

    private static Instance office;
    private static Instance app;

    private HttpClient http;

    @BeforeAll
    static void buyers_stay_on_the_line_with_one_instance_and_the_operator_acts_on_another(Corner corner) {
        office = new Instance(corner);
        app = new Instance(
                corner,
                "--rowlock.waiting-room.streams.most=" + MOST,
                "--rowlock.waiting-room.streams.seen-every=500ms",
                "--rowlock.waiting-room.streams.alive-every=500ms");
    }

    @AfterAll
    static void stop() {
        office.close();
        app.close();
    }

    @BeforeEach
    void a_client() {
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterEach
    void everybody_hangs_up() {
        http.shutdownNow();
        await().atMost(SOON).until(() -> streams() == 0);
    }

    @Test
    void a_pause_reaches_a_thousand_streams_within_two_seconds_and_who_hangs_up_leaves_nothing_behind() {
        var evening = gated(Duration.ofHours(1));
        var room = app.part(Rooms.class).of(evening).orElseThrow();
        var buyers = IntStream.range(0, MOST)
                .mapToObj(number -> Person.buyer("waiting-" + number))
                .toList();
        buyers.forEach(buyer -> app.part(Queue.class).enter(room, new BuyerId(buyer.id())));
        var listeners = buyers.stream()
                .map(buyer -> Listener.of(http, app.address(), buyer, evening))
                .toList();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> listeners.stream().allMatch(it -> it.state().equals("PREQUEUE")));
        assertThat(streams()).isEqualTo(MOST);

        var asked = System.nanoTime();
        policy(evening, true, "Back at nine");
        await().atMost(SOON).until(() -> listeners.stream().allMatch(it -> isPaused(it, "Back at nine")));
        var slowest = listeners.stream()
                .mapToLong(it -> it.last("state").map(Told::atNanos).orElseThrow() - asked)
                .max()
                .orElseThrow();
        assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(2));

        var oneTooMany = Listener.of(http, app.address(), Person.buyer("late"), evening);
        assertThat(oneTooMany.status()).isEqualTo(503);

        listeners.forEach(Listener::hangUp);
        await().atMost(SOON).until(() -> streams() == 0);
        var seen = new AtomicReference<>(seen()); // a round that was under way may still tell of them
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> {
            var now = seen();
            return seen.getAndSet(now) == now;
        });
    }

    @Test
    void anna_is_told_when_she_is_admitted_and_when_it_is_over() {
        var evening = gated(Duration.ofHours(1));
        enter(evening);
        var listener = Listener.of(http, app.address(), ANNA, evening);
        await().atMost(SOON).until(() -> listener.state().equals("PREQUEUE"));
        assertThat(OTTO.post(office.address(), "/api/queue/" + evening + "/open", "")
                        .status())
                .isEqualTo(204);
        await().atMost(SOON).until(() -> listener.state().equals("ADMITTED"));
        assertThat(listener.last("state")
                        .orElseThrow()
                        .data()
                        .at("/admission/token")
                        .asString())
                .isNotBlank();
        ANNA.delete(app.address(), "/api/queue?scheduleId=" + evening);
        await().atMost(SOON).until(() -> listener.state().equals("NOT_QUEUED"));
    }

    @Test
    void a_buyer_has_one_stream_and_the_newest_is_the_one() {
        var evening = gated(Duration.ofHours(1));
        enter(evening);
        var older = Listener.of(http, app.address(), ANNA, evening);
        await().atMost(SOON).until(() -> older.state().equals("PREQUEUE"));
        var newer = Listener.of(http, app.address(), ANNA, evening);
        await().atMost(SOON).until(() -> newer.state().equals("PREQUEUE"));
        await().atMost(SOON).until(older::hasEnded);
        assertThat(older.last("replaced")).isPresent();
        assertThat(newer.hasEnded()).isFalse();
        await().atMost(SOON).until(() -> streams() == 1);
    }

    @Test
    void who_waits_for_an_evening_that_is_cancelled_is_told_and_sent_home() {
        var evening = gated(Duration.ofHours(1));
        enter(evening);
        var listener = Listener.of(http, app.address(), ANNA, evening);
        await().atMost(SOON).until(() -> listener.state().equals("PREQUEUE"));
        assertThat(Person.organiser("opera")
                        .post(app.address(), "/api/schedules/" + evening + "/cancel", "")
                        .status())
                .isEqualTo(202);
        await().atMost(SOON).until(listener::hasEnded);
        assertThat(listener.last("room-over").orElseThrow().data().at("/type").asString())
                .isEqualTo("/problems/room-over");
    }

    @Test
    void whoever_opens_streams_again_and_again_is_told_to_come_back() {
        var evening = gated(Duration.ofHours(1));
        var ben = Person.buyer("ben");
        var listeners = IntStream.range(0, 40)
                .mapToObj(_ -> Listener.of(http, app.address(), ben, evening))
                .toList();
        await().atMost(SOON)
                .until(() -> listeners.stream().filter(Listener::hasEnded).count() == 39);
        assertThat(listeners.stream().filter(Listener::hasEnded).map(Listener::status))
                .contains(429);
        await().atMost(SOON).until(() -> streams() == 1);
    }

    @Test
    void a_blocked_buyer_hears_of_it_at_once() {
        var evening = gated(Duration.ofHours(1));
        enter(evening);
        var listener = Listener.of(http, app.address(), ANNA, evening);
        await().atMost(SOON).until(() -> listener.state().equals("PREQUEUE"));
        OTTO.put(office.address(), "/api/queue/" + evening + "/blocked/" + ANNA.id(), "");
        await().atMost(SOON).until(() -> listener.state().equals("NOT_QUEUED"));
        assertThat(listener.last("state").orElseThrow().data().at("/notice").asString())
                .contains("blocked");
    }

    @Test
    void whoever_waits_is_told_that_the_order_is_lost_and_enters_anew_on_the_same_stream() {
        var evening = gated(Duration.ofHours(1));
        enter(evening);
        var listener = Listener.of(http, app.address(), ANNA, evening);
        await().atMost(SOON).until(() -> listener.state().equals("PREQUEUE"));
        var receipt = listener.last("state").orElseThrow().data().at("/receipt");

        office.part(Commands.class)
                .carryOut(new GiveUpPlaces(
                        new RoomId(evening),
                        1,
                        office.part(Commitments.class).commit(evening, 2),
                        Evenings.soon(Duration.ofHours(1))));
        await().atMost(SOON).until(() -> listener.state().equals("NOT_QUEUED"));
        assertThat(listener.last("places-lost").orElseThrow().data().at("/type").asString())
                .isEqualTo("/problems/places-lost");
        // A moment later, when the new round is there to be entered.
        await().atMost(SOON).until(() -> status(evening).status() == 410);
        var status = status(evening);
        assertThat(status.problem()).isEqualTo("places-lost");
        assertThat(status.at("/round")).isEqualTo("2");

        enter(evening);
        await().atMost(SOON).until(() -> listener.state().equals("PREQUEUE"));
        assertThat(listener.last("state").orElseThrow().data().at("/receipt")).isNotEqualTo(receipt);
        assertThat(listener.told().stream().filter(it -> it.event().equals("places-lost")))
                .hasSize(1);
    }

    @Test
    void nothing_is_told_twice() {
        var evening = gated(Duration.ofHours(1));
        enter(evening);
        var listener = Listener.of(http, app.address(), ANNA, evening);
        await().atMost(SOON).until(() -> listener.state().equals("PREQUEUE"));
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> listener.told().size() == 1);
    }

    private static boolean isPaused(Listener listener, String message) {
        return listener.last("state")
                .filter(it -> it.data().at("/paused").asBoolean()
                        && it.data().at("/notice").asString("").equals(message))
                .isPresent();
    }

    private static ScheduleId gated(Duration opensIn) {
        var evening = Evenings.gated(app, Evenings.soon(opensIn));
        await().atMost(SOON)
                .until(() -> ANNA.get(app.address(), "/api/queue/serving?scheduleId=" + evening)
                                .status()
                        == 200);
        return evening;
    }

    private static Answer status(ScheduleId evening) {
        return ANNA.get(app.address(), "/api/queue/status?scheduleId=" + evening);
    }

    private static void enter(ScheduleId evening) {
        assertThat(ANNA.post(app.address(), "/api/queue/enter", "{\"scheduleId\": \"" + evening + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private static void policy(ScheduleId evening, boolean paused, String message) {
        assertThat(OTTO.put(office.address(), "/api/queue/" + evening + "/policy", """
                {"admitPerSecond": 100, "maxActive": 2000, "admissionFor": "PT10M", "paused": %s, "message": "%s"}""".formatted(paused, message))
                        .status())
                .isEqualTo(200);
    }

    private static double streams() {
        return app.part(MeterRegistry.class)
                .get("rowlock.queue.streams")
                .gauge()
                .value();
    }

    private static double seen() {
        return app.part(MeterRegistry.class)
                .get("rowlock.queue.streams.seen")
                .counter()
                .count();
    }
}
