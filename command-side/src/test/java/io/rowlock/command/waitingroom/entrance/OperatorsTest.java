package io.rowlock.command.waitingroom.entrance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowlock.api.catalogue.ScheduleCommand.CancelSchedule;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.command.Instance;
import io.rowlock.command.platform.commands.Commands;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.Rooms;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@OnRealServers
class OperatorsTest {
    private static final Person OTTO = Person.operator("otto");
    private static final Person ANNA = Person.buyer("anna");
    private static final Duration SOON = Duration.ofSeconds(10);

    private static Instance one;
    private static Instance other;

    @BeforeAll
    static void two_instances_run(Corner corner) {
        // One finds every hold slow.
        one = new Instance(corner, "--rowlock.waiting-room.pace.slow-at=1ms", "--rowlock.waiting-room.pace.fewest=1");
        other = new Instance(corner);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void a_gated_evening_has_a_room_that_opens_with_its_sale_and_is_drawn_by_a_seed_that_is_settled_by_now() {
        var opening = inAnHour();
        var evening = gatedEvening(opening);
        var room = one.part(Rooms.class).of(evening).orElseThrow();
        assertThat(room.opensAt()).isEqualTo(opening);
        assertThat(room.round()).isEqualTo(1);
        assertThat(room.commitment()).matches("[0-9a-f]{64}");
        assertThat(room.draw()).isEmpty();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(one.part(Rooms.class).active())
                        .extracting(Room::schedule)
                        .contains(evening));
    }

    @Test
    void an_evening_without_a_waiting_room_has_none() {
        var evening = Evenings.open(one, inAnHour());
        assertThat(one.part(Rooms.class).of(evening)).isEmpty();
        var answer = OTTO.get(one.address(), "/api/queue/" + evening + "/policy");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("room-not-found");
    }

    @Test
    void nobody_waits_for_an_evening_that_is_cancelled() {
        var evening = gatedEvening(inAnHour());
        one.part(Commands.class).carryOut(new CancelSchedule(evening, Evenings.OPERA));
        await().atMost(SOON)
                .until(() -> one.part(Rooms.class).active().stream()
                        .noneMatch(room -> room.schedule().equals(evening)));
    }

    @Test
    void a_policy_is_seen_at_once_where_it_was_changed_and_soon_elsewhere() {
        var evening = gatedEvening(inAnHour());
        assertThat(policy(other, evening).at("/admitPerSecond")).isEqualTo("100");

        var changed = OTTO.put(one.address(), "/api/queue/" + evening + "/policy", """
                {"admitPerSecond": 7, "maxActive": 70, "admissionFor": "PT3M", "paused": true, "message": "A moment"}""");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.position()).isNotEmpty();
        assertThat(changed.at("/message")).isEqualTo("A moment");
        assertThat(changed.at("/capacity")).isEqualTo("1000000");
        assertThat(policy(one, evening).at("/message")).isEqualTo("A moment");
        await().atMost(Duration.ofSeconds(2))
                .until(() -> policy(other, evening).at("/message").equals("A moment"));
        assertThat(policy(other, evening).at("/paused")).isEqualTo("true");
    }

    @Test
    void every_fault_of_a_policy_is_named() {
        var evening = gatedEvening(inAnHour());
        var answer = OTTO.put(one.address(), "/api/queue/" + evening + "/policy", """
                {"admitPerSecond": 10001, "maxActive": 1000001, "admissionFor": "PT25H", "paused": false,
                 "capacity": 5000001, "openAtMost": "PT1H1S"}""");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors").values().stream()
                        .map(it -> it.at("/field").asString()))
                .containsExactly("admissionFor", "admitPerSecond", "capacity", "maxActive", "openAtMost");
        for (var tooShortOrOdd : List.of("PT9S", "PT10.5S")) {
            assertThat(OTTO.put(one.address(), "/api/queue/" + evening + "/policy", """
                    {"admitPerSecond": 1, "maxActive": 1, "admissionFor": "%s", "paused": false}""".formatted(tooShortOrOdd))
                            .at("/errors/0/field"))
                    .isEqualTo("admissionFor");
        }
        assertThat(OTTO.put(one.address(), "/api/queue/" + evening + "/policy", """
                {"admitPerSecond": 0, "maxActive": 1, "admissionFor": "PT1M", "paused": false}""")
                        .status())
                .isEqualTo(400);
        assertThat(OTTO.put(one.address(), "/api/queue/" + evening + "/policy", """
                {"admitPerSecond": 10000, "maxActive": 1000000, "admissionFor": "PT24H", "paused": false,
                 "capacity": 5000000, "openAtMost": "PT1H"}""")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void who_did_what_and_when_is_on_record() {
        var evening = gatedEvening(inAnHour());
        var before = Instant.now();
        assertThat(act("PUT", evening, "/priority/usr-anna").status()).isEqualTo(204);
        assertThat(act("DELETE", evening, "/priority/usr-anna").status()).isEqualTo(204);
        assertThat(act("PUT", evening, "/blocked/usr-ben").status()).isEqualTo(204);
        assertThat(act("DELETE", evening, "/blocked/usr-ben").status()).isEqualTo(204);
        assertThat(act("DELETE", evening, "/admissions/usr-ben").status()).isEqualTo(204);
        assertThat(act("POST", evening, "/open").status()).isEqualTo(204);
        assertThat(act("POST", evening, "/open").problem()).isEqualTo("room-open-already");
        assertThat(act("POST", evening, "/close").status()).isEqualTo(204);
        assertThat(act("PUT", evening, "/priority/usr-anna").problem()).isEqualTo("room-closed");

        var page = Person.auditor("audrey").get(one.address(), "/api/queue/" + evening + "/record?size=200");
        var acts = page.json().at("/entries").values().stream()
                .filter(it -> it.at("/by").isString())
                .toList();
        assertThat(acts.stream().map(it -> it.at("/what").asString()))
                .containsExactly(
                        "PriorityGiven",
                        "PriorityWithdrawn",
                        "BuyerBlocked",
                        "BuyerUnblocked",
                        "AdmissionEnded",
                        "OpenedEarly",
                        "RoomClosed");
        assertThat(acts).allSatisfy(it -> {
            assertThat(it.at("/by").asString()).isEqualTo("usr-otto");
            assertThat(Instant.parse(it.at("/at").asString())).isBetween(before.minusMillis(1), Instant.now());
        });
        assertThat(acts.getFirst().at("/about").asString()).isEqualTo("usr-anna");
    }

    @Test
    void the_record_is_read_a_page_at_a_time() {
        var evening = gatedEvening(inAnHour());
        act("PUT", evening, "/priority/usr-anna");
        act("PUT", evening, "/blocked/usr-ben");
        var first = OTTO.get(one.address(), "/api/queue/" + evening + "/record?size=2");
        assertThat(first.json().at("/entries").size()).isEqualTo(2);
        assertThat(first.at("/entries/0/what")).isEqualTo("RoomPrepared");
        assertThat(first.at("/next")).isEqualTo("2");
        var second = OTTO.get(one.address(), "/api/queue/" + evening + "/record?from=2&size=2");
        assertThat(second.at("/entries/0/what")).isEqualTo("BuyerBlocked");
    }

    @Test
    void when_one_instance_is_slow_all_admit_fewer_for_a_while_unless_the_rate_is_fixed() {
        var followsHealth = gatedEvening(inAnHour());
        var fixed = gatedEvening(inAnHour());
        assertThat(OTTO.put(other.address(), "/api/queue/" + fixed + "/policy", """
                {"admitPerSecond": 7, "maxActive": 70, "admissionFor": "PT3M", "paused": false,
                 "followsHealth": false}""")
                        .status())
                .isEqualTo(200);
        assertThat(policy(other, followsHealth).at("/pace")).isEqualTo("1.0");

        var sale = one.openEvening(1, 10, 4);
        assertThat(one.hold(ANNA, sale, "A-1-1").status()).isEqualTo(201);
        await().atMost(SOON)
                .until(() -> policy(other, followsHealth).json().at("/pace").asDouble() < 1);
        assertThat(policy(other, fixed).at("/pace")).isEqualTo("1.0");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> policy(other, followsHealth).at("/pace").equals("1.0"));
    }

    @Test
    void only_operators_act_and_only_they_and_auditors_look() {
        var evening = gatedEvening(inAnHour());
        for (var stranger : List.of(ANNA, Person.organiser("opera"), Person.auditor("audrey"))) {
            assertThat(stranger.post(one.address(), "/api/queue/" + evening + "/close", "")
                            .status())
                    .isEqualTo(403);
            assertThat(stranger.post(one.address(), "/api/queue/" + evening + "/open", "")
                            .status())
                    .isEqualTo(403);
            assertThat(stranger.put(one.address(), "/api/queue/" + evening + "/policy", """
                    {"admitPerSecond": 1, "maxActive": 1, "admissionFor": "PT1M", "paused": false}""")
                            .status())
                    .isEqualTo(403);
            for (var buyer : List.of("/blocked/usr-ben", "/priority/usr-ben")) {
                assertThat(stranger.put(one.address(), "/api/queue/" + evening + buyer, "")
                                .status())
                        .as(buyer)
                        .isEqualTo(403);
            }
            for (var buyer : List.of("/blocked/usr-ben", "/priority/usr-ben", "/admissions/usr-ben")) {
                assertThat(stranger.delete(one.address(), "/api/queue/" + evening + buyer)
                                .status())
                        .as(buyer)
                        .isEqualTo(403);
            }
            assertThat(stranger.get(one.address(), "/api/queue/" + evening + "/policy")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(ANNA.get(one.address(), "/api/queue/" + evening + "/record").status())
                .isEqualTo(403);
    }

    private static Answer act(String method, ScheduleId evening, String what) {
        var path = "/api/queue/" + evening + what;
        return switch (method) {
            case "PUT" -> OTTO.put(one.address(), path, "");
            case "DELETE" -> OTTO.delete(one.address(), path);
            default -> OTTO.post(one.address(), path, "");
        };
    }

    private static Answer policy(Instance instance, ScheduleId evening) {
        return OTTO.get(instance.address(), "/api/queue/" + evening + "/policy");
    }

    private static Instant inAnHour() {
        return Evenings.soon(Duration.ofHours(1));
    }

    private static ScheduleId gatedEvening(Instant opensAt) {
        return Evenings.gated(one, opensAt);
    }
}
