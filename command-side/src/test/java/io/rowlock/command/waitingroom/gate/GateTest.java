package io.rowlock.command.waitingroom.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.hold.HoldCommand.HoldSeats;
import io.rowlock.api.identity.BuyerId;
import io.rowlock.api.payment.PaymentCommand.ReadyPayment;
import io.rowlock.api.seat.SeatCommand.HoldSeat;
import io.rowlock.command.Instance;
import io.rowlock.command.waitingroom.gate.AdmissionRefused.Reason;
import io.rowlock.command.waitingroom.queue.Queue;
import io.rowlock.command.waitingroom.room.Room;
import io.rowlock.command.waitingroom.room.Rooms;
import io.rowlock.testing.Corner;
import io.rowlock.testing.OnRealServers;
import io.rowlock.testing.Person;
import io.rowlock.testing.Person.Answer;
import io.rowlock.testing.TokenMint;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No gated command is carried out without a live admission of that buyer to that sale. */
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Person OTTO = Person.operator("otto");

    private final Instance app;
    private final String tosca;
    private final AdmissionTokens tokens;
    private final Keys keys;
    private final AtomicInteger seats = new AtomicInteger();
    private final AtomicInteger buyers = new AtomicInteger();

    GateTest(Corner corner, @TempDir Path folder) {
        app = new Instance(corner);
        tosca = app.openGatedEvening(10, 50, 10);
        await().atMost(PATIENCE)
                .until(() -> app.part(Rooms.class).of(new ScheduleId(tosca)).isPresent());
        tokens = app.part(AdmissionTokens.class);
        keys = new Keys(folder);
    }

    @AfterAll
    void close() {
        app.close();
    }

    // --- in

    @Test
    void anna_who_is_admitted_holds_and_goes_to_pay() {
        var anna = somebody();
        var token = tokenOf(anna);
        var hold = app.holdWith(token, anna, tosca, seat());
        assertThat(hold.status()).as(hold.body()).isEqualTo(201);
        var ready = app.readyWith(token, anna, hold.at("/holdId"));
        assertThat(ready.status()).as(ready.body()).isEqualTo(201);
    }

    @Test
    void an_evening_without_a_waiting_room_has_no_gate_whatever_is_shown() {
        var carmen = app.openEvening(1, 3, 3);
        var anna = somebody();
        assertThat(app.hold(anna, carmen, "A-1-1").status()).isEqualTo(201);
        assertThat(app.holdWith("nonsense", anna, carmen, "A-1-2").status()).isEqualTo(201);
    }

    @Test
    void what_has_been_begun_is_brought_to_its_end_without_an_admission() {
        var anna = somebody();
        var token = tokenOf(anna);
        var first = app.holdWith(token, anna, tosca, seat()).at("/holdId");
        assertThat(app.extend(anna, first).status()).isEqualTo(200);
        assertThat(app.release(anna, first).status()).isEqualTo(204);
        var second = app.holdWith(token, anna, tosca, seat()).at("/holdId");
        var order = app.readyWith(token, anna, second).at("/orderId");
        assertThat(app.succeed(anna, order, "txn-" + order).status()).isEqualTo(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(app.eventsOf(order)).contains("PaymentConfirmed"));
        assertThat(app.cancelOrder(anna, order).status()).isEqualTo(202);
    }

    @Test
    void what_lets_a_buyer_in_stays_out_of_the_log() {
        var anna = somebody();
        var token = tokenOf(anna);
        assertThat(app.holdWith(token, anna, tosca, seat()).status()).isEqualTo(201);
        var signature = token.substring(token.lastIndexOf('.') + 1);
        assertThat(app.log().sql("""
                                SELECT count(*) FROM domain_event WHERE position(convert_to(:it, 'UTF8') in meta_data) > 0
                                OR position(convert_to(:it, 'UTF8') in payload) > 0""").param("it", signature).query(Long.class).single())
                .isZero();
    }

    // --- not in

    @Test
    void without_an_admission_nobody_holds_or_goes_to_pay() {
        var anna = somebody();
        var seat = seat();
        refused(Reason.ADMISSION_MISSING, seat, () -> app.hold(anna, tosca, seat));
        var hold = app.holdWith(tokenOf(anna), anna, tosca, seat()).at("/holdId");
        refused(Reason.ADMISSION_MISSING, seat, () -> app.ready(anna, hold));
    }

    @Test
    void a_token_whose_signature_was_changed_is_forged() {
        var anna = somebody();
        var token = tokenOf(anna);
        var seat = seat();
        var at = token.lastIndexOf('.') + 10;
        var changed = token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
        refused(Reason.ADMISSION_FORGED, seat, () -> app.holdWith(changed, anna, tosca, seat));
        refused(Reason.ADMISSION_FORGED, seat, () -> app.holdWith("nonsense", anna, tosca, seat));
        var forger = Keys.tokens(keys.pair("of-this-run"));
        refused(
                Reason.ADMISSION_FORGED,
                seat,
                () -> app.holdWith(forger.tokenFor(admissionOf(anna, tosca)), anna, tosca, seat));
        // What they logged in with does not let them in.
        refused(Reason.ADMISSION_FORGED, seat, () -> app.holdWith(anna.token(), anna, tosca, seat));
    }

    @Test
    void a_token_signed_with_a_key_that_was_changed_since_is_of_a_retired_key() {
        var anna = somebody();
        var seat = seat();
        var before = Keys.tokens(keys.pair("last-year")).tokenFor(admissionOf(anna, tosca));
        refused(Reason.ADMISSION_KEY_RETIRED, seat, () -> app.holdWith(before, anna, tosca, seat));
    }

    @Test
    void bens_token_does_not_let_anna_in() {
        var anna = somebody();
        var ben = somebody();
        var seat = seat();
        refused(Reason.ADMISSION_OF_ANOTHER_BUYER, seat, () -> app.holdWith(tokenOf(ben), anna, tosca, seat));
    }

    @Test
    void a_token_for_another_evening_lets_nobody_in() {
        var carmen = app.openGatedEvening(1, 1, 1);
        var anna = somebody();
        var seat = seat();
        var forCarmen = tokens.tokenFor(admissionOf(anna, carmen));
        refused(Reason.ADMISSION_OF_ANOTHER_SCHEDULE, seat, () -> app.holdWith(forCarmen, anna, tosca, seat));
    }

    @Test
    void an_expired_token_lets_nobody_hold_and_for_a_while_still_lets_them_pay() {
        var anna = somebody();
        var hold = app.holdWith(tokenOf(anna), anna, tosca, seat()).at("/holdId");
        var seat = seat();
        var expired = tokenOf(anna, Instant.now().minusSeconds(1));
        refused(Reason.ADMISSION_EXPIRED, seat, () -> app.holdWith(expired, anna, tosca, seat));

        var tooLongAgo = tokenOf(anna, Instant.now().minus(Duration.ofMinutes(2)));
        refused(Reason.ADMISSION_EXPIRED, seat, () -> app.readyWith(tooLongAgo, anna, hold));
        assertThat(app.readyWith(expired, anna, hold).status()).isEqualTo(201);
    }

    // --- ended before its time

    @Test
    void whoever_has_bought_makes_room_and_still_pays_for_what_else_they_hold() {
        var anna = somebody();
        var ben = somebody();
        var token = tokenOf(anna);
        var bought = app.holdWith(token, anna, tosca, seat()).at("/holdId");
        var other = app.holdWith(token, anna, tosca, seat()).at("/holdId");
        buy(anna, token, bought);

        eventuallyRefused(anna, token);
        var seat = seat();
        refused(Reason.ADMISSION_REVOKED, seat, () -> app.holdWith(token, anna, tosca, seat));
        assertThat(app.readyWith(token, anna, other).status()).isEqualTo(201);
        assertThat(app.holdWith(tokenOf(ben), ben, tosca, seat()).status()).isEqualTo(201);
    }

    @Test
    void whoever_is_admitted_anew_after_a_purchase_is_in_again() {
        var anna = somebody();
        var token = tokenOf(anna);
        buy(anna, token, app.holdWith(token, anna, tosca, seat()).at("/holdId"));
        eventuallyRefused(anna, token);
        assertThat(app.holdWith(tokenOf(anna), anna, tosca, seat()).status()).isEqualTo(201);
    }

    @Test
    void whoever_leaves_is_out_and_still_pays_for_what_they_hold() {
        var anna = somebody();
        var token = tokenOf(anna);
        var hold = app.holdWith(token, anna, tosca, seat()).at("/holdId");
        app.part(Queue.class).leave(room(), new BuyerId(anna.id()));
        var seat = seat();
        refused(Reason.ADMISSION_REVOKED, seat, () -> app.holdWith(token, anna, tosca, seat));
        assertThat(app.readyWith(token, anna, hold).status()).isEqualTo(201);
    }

    @Test
    void whose_admission_an_operator_has_ended_does_not_even_go_to_pay() {
        var anna = somebody();
        var token = tokenOf(anna);
        var hold = app.holdWith(token, anna, tosca, seat()).at("/holdId");
        assertThat(asked("DELETE", "/admissions/" + anna.id()).status()).isEqualTo(204);
        eventuallyRefused(anna, token);
        var seat = seat();
        refused(Reason.ADMISSION_REVOKED, seat, () -> app.readyWith(token, anna, hold));
    }

    @Test
    void an_operator_whose_instance_has_a_slow_clock_ends_what_is_live_all_the_same() {
        var anna = somebody();
        var token = tokenOf(anna);
        var hold = app.holdWith(token, anna, tosca, seat()).at("/holdId");
        var slow = Instant.now().minusSeconds(3);
        var telling = app.part(EndAdmissionInRedis.class);
        var schedule = new ScheduleId(tosca);
        var id = new BuyerId(anna.id());

        telling.attempt(new EndAdmissionInRedis.End(schedule, id, slow, false), slow);
        assertThat(app.holdWith(token, anna, tosca, seat()).status()).isEqualTo(201);

        telling.attempt(new EndAdmissionInRedis.End(schedule, id, slow, true), slow);
        var seat = seat();
        refused(Reason.ADMISSION_REVOKED, seat, () -> app.holdWith(token, anna, tosca, seat));
        refused(Reason.ADMISSION_REVOKED, seat, () -> app.readyWith(token, anna, hold));
    }

    @Test
    void whoever_is_blocked_is_out_and_is_in_again_only_by_a_new_admission() {
        var anna = somebody();
        var token = tokenOf(anna);
        var hold = app.holdWith(token, anna, tosca, seat()).at("/holdId");
        assertThat(asked("PUT", "/blocked/" + anna.id()).status()).isEqualTo(204);
        eventuallyRefused(anna, token);
        var seat = seat();
        refused(Reason.ADMISSION_REVOKED, seat, () -> app.readyWith(token, anna, hold));
        refused(Reason.ADMISSION_REVOKED, seat, () -> app.holdWith(tokenOf(anna), anna, tosca, seat));

        assertThat(asked("DELETE", "/blocked/" + anna.id()).status()).isEqualTo(204);
        await().atMost(PATIENCE).until(() -> room().blocked().isEmpty());
        refused(Reason.ADMISSION_REVOKED, seat, () -> app.holdWith(token, anna, tosca, seat));
        assertThat(app.holdWith(tokenOf(anna), anna, tosca, seat()).status()).isEqualTo(201);
    }

    // --- whichever way it is sent

    static List<Class<?>> everyCommand() {
        return EveryCommand.types();
    }

    @Test
    void these_and_no_others_are_gated() {
        var one = new EveryCommand(new ScheduleId(tosca), new BuyerId("usr-anna"));
        assertThat(EveryCommand.types())
                .hasSizeGreaterThan(40)
                .filteredOn(type -> GatedCommands.in(one.of(type)).isPresent())
                .containsExactlyInAnyOrder(HoldSeats.class, HoldSeat.class, ReadyPayment.class);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void sent_straight_to_the_bus_a_gated_command_is_refused_without_an_admission(Class<?> type) throws Exception {
        var command = new EveryCommand(new ScheduleId(tosca), new BuyerId("usr-nobody")).of(type);
        if (GatedCommands.in(command).isEmpty()) {
            return; // the test above says which these are
        }
        var message = GenericCommandMessage.asCommandMessage(command);
        assertThat(refusalOf(message)).isEqualTo(Reason.ADMISSION_MISSING);
        assertThat(refusalOf(ShownToken.on(message, "nonsense"))).isEqualTo(Reason.ADMISSION_FORGED);
        assertThat(refusalOf(ShownToken.on(message, tokenOf(somebody())))).isEqualTo(Reason.ADMISSION_OF_ANOTHER_BUYER);

        // From within another command or event it is carried out in another thread; there is a gate, too.
        var around = DefaultUnitOfWork.startAndGet(message);
        try {
            assertThat(refusalOf(message)).isEqualTo(Reason.ADMISSION_MISSING);
        } finally {
            around.rollback();
        }
        assertThat(app.log()
                        .sql(
                                "SELECT count(*) FROM domain_event WHERE position('usr-nobody' in convert_from(payload, 'UTF8')) > 0")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private Reason refusalOf(CommandMessage<?> message) throws Exception {
        var answer = new FutureCallback<Object, Object>();
        app.part(CommandBus.class).dispatch(message.andMetaData(Map.of()), answer);
        var result = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(result.isExceptional()).as("%s", message.getPayload()).isTrue();
        return ((AdmissionRefused) result.exceptionResult()).reason();
    }

    // --- what is told about it

    @Test
    void the_document_says_what_to_show_and_why_it_may_be_refused() {
        var document = OTTO.get(app.address(), "/v3/api-docs").json();
        for (var address : List.of("/api/tickets/hold", "/api/payment/ready")) {
            var operation = document.get("paths").get(address).get("post");
            assertThat(operation.get("parameters").toString()).contains("X-Queue-Token");
            var refusals = operation.get("responses").get("403");
            assertThat(refusals.get("description").asString()).contains("admission-missing", "admission-key-retired");
            assertThat(refusals.at("/content/application~1problem+json/schema").isMissingNode())
                    .isFalse();
            assertThat(operation.get("responses").get("503").toString()).contains("admission-not-checked");
        }
        var released = document.get("paths").get("/api/tickets/release").get("post");
        assertThat(released.toString()).doesNotContain("X-Queue-Token");
    }

    @Test
    void operators_see_what_the_gate_does() {
        assertThat(OTTO.get(app.address(), "/actuator/prometheus").body())
                .contains(
                        "rowlock_gate_refusals_total{reason=\"admission-key-retired\"}",
                        "rowlock_gate_not_checked_total",
                        "rowlock_gate_believed_total",
                        "rowlock_gate_open_without_redis_seconds 0.0",
                        "rowlock_redis_away_seconds 0.0");
    }

    private void refused(Reason reason, String seat, Supplier<Answer> attempt) {
        double before = refusals(reason);
        var answer = attempt.get();
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo(kebab(reason));
        assertThat(refusals(reason)).isGreaterThan(before);
        assertThat(app.eventsOf(tosca + "/" + seat)).isEmpty();
    }

    private double refusals(Reason reason) {
        return app.part(MeterRegistry.class)
                .get("rowlock.gate.refusals")
                .tag("reason", kebab(reason))
                .counter()
                .count();
    }

    private static String kebab(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** With a command that holds nothing even if it passes: the seat is not in the plan. */
    private void eventuallyRefused(Person buyer, String token) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                app.holdWith(token, buyer, tosca, "Z-1-1").problem())
                        .isEqualTo("admission-revoked"));
    }

    private void buy(Person buyer, String token, String hold) {
        var order = app.readyWith(token, buyer, hold).at("/orderId");
        assertThat(app.succeed(buyer, order, "txn-" + order).status()).isEqualTo(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(app.eventsOf(order)).contains("PaymentConfirmed"));
    }

    private Answer asked(String method, String what) {
        return Person.send(HttpRequest.newBuilder(app.address().resolve("/api/queue/" + tosca + what))
                .header("Authorization", "Bearer " + TokenMint.ofThisRun().tokenFor(OTTO.id(), "OPERATOR"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private Room room() {
        return app.part(Rooms.class).of(new ScheduleId(tosca)).orElseThrow();
    }

    private Person somebody() {
        return Person.buyer("gate-" + buyers.incrementAndGet());
    }

    private String seat() {
        int n = seats.getAndIncrement();
        return "A-%d-%d".formatted(n / 50 + 1, n % 50 + 1);
    }

    private String tokenOf(Person buyer) {
        return tokens.tokenFor(admissionOf(buyer, tosca));
    }

    private String tokenOf(Person buyer, Instant end) {
        return tokens.tokenFor(new Admission(
                "1.0." + Instant.now().toEpochMilli(), new ScheduleId(tosca), new BuyerId(buyer.id()), end));
    }

    private static Admission admissionOf(Person buyer, String schedule) {
        var now = Instant.now();
        return new Admission(
                "1.0." + now.toEpochMilli(), new ScheduleId(schedule), new BuyerId(buyer.id()), now.plusSeconds(600));
    }
}
